import { pick } from './pick.ts'

export const scriptFields = ['shell', 'script'] as const

export function scriptJson(script: { readonly shell: string; readonly script: string }) {
  return pick(script, scriptFields)
}
