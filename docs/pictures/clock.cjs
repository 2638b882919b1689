// Preloaded, so that the program finds the same moment whenever the pictures are made.
const now = Date.parse(process.env.PICTURES_NOW)

globalThis.Date = class extends Date {
  constructor(...parts) {
    super(...(parts.length === 0 ? [now] : parts))
  }

  static now() {
    return now
  }
}
