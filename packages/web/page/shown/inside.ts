/** Where the middle of a label or a mark goes that belongs to a share of an axis, so that no part of it, `half` its width, is cut off. */
export function inside(share: number, half: string): string {
  return `clamp(${half}, ${share}%, calc(100% - ${half}))`
}
