/** The dot nearest to a point, within reach of a finger or a pointer. */
export function nearest<T extends { x: number; y: number }>(dots: readonly T[], x: number, y: number, within: number): T | null {
  let best: T | null = null;
  let bestSquare = within * within;
  for (const dot of dots) {
    const square = (dot.x - x) ** 2 + (dot.y - y) ** 2;
    if (square <= bestSquare) { best = dot; bestSquare = square; }
  }
  return best;
}
