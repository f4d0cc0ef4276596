/** `24,480`. */
export function count(number: number): string {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 move`, `2,400 moves`. */
export function countOf(number: number, one: string): string {
  return `${count(number)} ${one}${number === 1 ? '' : 's'}`
}
