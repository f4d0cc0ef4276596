export { plain } from '@proviso/web/text/plain'
