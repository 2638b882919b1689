/** How many columns of the terminal stand for a number. */
export type Scale = {
  /** The greatest number. */
  readonly most: number
  /** From one number that is written to the next. */
  readonly step: number
  /** The columns of a number, rounded. */
  readonly columnsOf: (count: number) => number
}

/** The most columns that stand for one. */
const widestUnit = 4

/** The fewest columns from one number to the next. */
const fewestBetween = 6

/** The narrowest longest bar: on a narrower terminal, it stands on a line of its own. */
const narrowest = 10

/** Makes a scale from 0 to a number that fits the columns, with round numbers at its marks. */
export function scaleTo(most: number, room: number): Scale {
  const digits = String(most).length
  // The last number may begin at the end of the longest bar.
  const unit = Math.max(narrowest, room - digits) / Math.max(1, most)
  const columns = unit < 1 ? unit : Math.min(widestUnit, Math.floor(unit))
  const between = Math.max(fewestBetween, digits + 2)
  const columnsOf = (count: number) => Math.round(count * columns)
  for (let power = 1; ; power *= 10) {
    const step = [power, 2 * power, 5 * power].find((each) => each * columns >= between)
    if (step !== undefined || power >= most) return { most, step: step ?? power, columnsOf }
  }
}

/** The two lines below bars: the line, and the numbers at its marks. */
export function ruler({ most, step, columnsOf }: Scale): readonly [line: string, numbers: string] {
  let [line, numbers] = ['├', '0']
  for (let count = step; count <= most; count += step) {
    line = `${line.padEnd(columnsOf(count), '─')}┼`
    numbers = `${numbers.padEnd(columnsOf(count))}${count}`
  }
  return [line.padEnd(columnsOf(most), '─'), numbers]
}
