/**
 * The colors of pictures on a light and on a dark background, which color-blind people can tell
 * apart, too: after Okabe and Ito (https://jfly.uni-koeln.de/color/), darker or lighter where that
 * gives text 4.5 : 1 and areas 3 : 1 against the background, as WCAG 2.2 (1.4.3, 1.4.11) demands.
 */
const colors = {
  paper: { light: '#ffffff', dark: '#16181d' },
  ink: { light: '#1b1d22', dark: '#eceef2' },
  quiet: { light: '#5b616e', dark: '#a4abb8' },
  line: { light: '#d9dce3', dark: '#363b46' },
  blue: { light: '#0b66a3', dark: '#5cb3ec' },
  green: { light: '#00795a', dark: '#2fc79b' },
  orange: { light: '#b35300', dark: '#f0a13a' },
  pink: { light: '#a8487f', dark: '#e29ac4' },
} as const satisfies Record<string, { readonly light: string; readonly dark: string }>

export type ColorName = keyof typeof colors

/** How a style sheet or an attribute names a color; {@link colorRules} defines it. */
export function color(name: ColorName): string {
  return `var(--${name})`
}

/** How to write a color in a picture that is always on a light or always on a dark background. */
export function colorOn(scheme: 'light' | 'dark'): (name: ColorName) => string {
  return (name) => colors[name][scheme]
}

/** Style rules that define the colors: as the reader's device wants them, and light on paper. */
export function colorRules(): string {
  return `:root{color-scheme:light dark;${values('light')}}
@media (prefers-color-scheme:dark){@media not print{:root{${values('dark')}}}}`
}

/** The same for a page that is paper, which is white on a dark screen, too. */
export function paperColorRules(): string {
  return `:root{color-scheme:only light;${values('light')}}`
}

function values(scheme: 'light' | 'dark'): string {
  return Object.entries(colors)
    .map(([name, color]) => `--${name}:${color[scheme]}`)
    .join(';')
}
