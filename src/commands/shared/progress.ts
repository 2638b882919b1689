import type { Context } from '../../command.ts'

/** Reports that more of the work is done. */
type Advance = (by: number) => void

/** Shows a bar while work goes on, and takes it away when the work ends. */
export async function withProgress<Result>(
  context: Context,
  label: string,
  total: number,
  work: (advance: Advance) => Promise<Result>,
): Promise<Result> {
  const progress = context.progress(label, total)
  try {
    return await work(progress.advance)
  } finally {
    progress.close()
  }
}
