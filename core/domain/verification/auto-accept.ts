/** A position that is at least so good is used without a question, in metres (GPS-13). */
export function autoAcceptM(radiusM: number): number {
  return Math.max(15, radiusM / 4)
}
