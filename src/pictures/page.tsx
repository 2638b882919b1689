import type { ComponentChildren } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'

/** What a page may load: nothing. Its styles are in it, and it has no scripts. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

type PageProps = {
  readonly title: string
  /** Style rules. They contain nothing that people wrote. */
  readonly styles: string
  readonly children: ComponentChildren
}

/** Returns a page that needs nothing outside itself. All texts in it are escaped. */
export function htmlPage(props: PageProps): string {
  return `<!doctype html>\n${renderToStaticMarkup(<Page {...props} />)}\n`
}

function Page({ title, styles, children }: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {/* A style sheet is not escaped as text is. */}
        <style dangerouslySetInnerHTML={{ __html: styles }} />
      </head>
      <body>{children}</body>
    </html>
  )
}
