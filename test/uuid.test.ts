import { expect, test } from 'vitest'
import { newUuid } from '../src/uuid.ts'

test.each([process.platform, 'win32'] as const)(
  'a UUID on %s is random, of version 4',
  (platform) => {
    const uuids = Array.from({ length: 100 }, () => newUuid(platform))

    expect(new Set(uuids).size).toEqual(100)
    for (const uuid of uuids) {
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
  },
)
