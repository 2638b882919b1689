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

/** Bytes of work that take no longer than to look at a bar. */
const fewBytes = 20_000_000

/** As {@link withProgress}, for a file; a small one shows no bar. */
export async function withFileProgress<Result>(
  context: Context,
  label: string,
  bytes: number,
  work: (advance: Advance) => Promise<Result>,
): Promise<Result> {
  return withProgress(context, label, bytes < fewBytes ? 0 : bytes, (advance) => {
    // The first part may take long.
    advance(0)
    return work(advance)
  })
}
