export { clauseLines, clauseText } from '@proviso/web/text/clause'
