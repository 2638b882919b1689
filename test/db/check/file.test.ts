import { describe, expect, test } from 'vitest'
import { judgeModes, judgePlace } from '../../../src/db/check/file.ts'

const detailOf = (found: ReturnType<typeof judgePlace>) =>
  typeof found === 'string' ? found : found.detail

describe('F036 where a file is', () => {
  test.each([
    [0xef53, 'ext4'],
    [0x01021994, 'tmpfs'],
    [0x9123683e, 'btrfs'],
    [0x58465342, 'XFS'],
    [0x4d44, 'FAT'],
    [0x794c7630, 'overlayfs'],
  ])('%i, %s, is a disk of this computer', (magic) => {
    expect(judgePlace('/home/alex/momentum.db', magic, false)).toEqual('on a disk of this computer')
  })

  test.each([
    [0x6969, 'a network file system (NFS)'],
    [0x517b, 'a network file system (SMB)'],
    [0xff534d42, 'a network file system (CIFS)'],
    [0xfe534d42, 'a network file system (SMB2)'],
    [0x65735546, 'a FUSE file system, which may be a network drive'],
    [0x01021997, 'a network file system (9P)'],
    [0x5346414f, 'a network file system (AFS)'],
    [0x6b414653, 'a network file system (AFS)'],
    [0x00c36400, 'a network file system (Ceph)'],
    [0x73757245, 'a network file system (Coda)'],
    [0x564c, 'a network file system (NCP)'],
    [0x0bd00bd0, 'a network file system (Lustre)'],
    [0x01161970, 'a network file system (GFS2)'],
    [0x7461636f, 'a network file system (OCFS2)'],
    // As a number with a sign.
    [0xff534d42 - 2 ** 32, 'a network file system (CIFS)'],
  ])('%i, %s, is none', (magic, where) => {
    expect(judgePlace('/home/alex/momentum.db', magic, false)).toEqual({
      detail: `on ${where}: locks there may not keep two programs from writing at once`,
      hint: {
        lead: 'Keep it on a disk of this computer; for several computers, see docs/sharing.md.',
      },
    })
  })

  test.each([
    ['/home/alex/Dropbox/home.db', 'Dropbox'],
    ['/home/alex/Dropbox (Personal)/a/home.db', 'Dropbox'],
    ['C:\\Users\\alex\\OneDrive\\home.db', 'OneDrive'],
    ['/Users/alex/OneDrive - Smiths/home.db', 'OneDrive'],
    ['/Users/alex/Library/CloudStorage/GoogleDrive-a@b.org/My Drive/home.db', 'Google Drive'],
    ['/Users/alex/Google Drive/home.db', 'Google Drive'],
    ['/Users/alex/Library/Mobile Documents/com~apple~CloudDocs/home.db', 'iCloud'],
    ['/home/alex/Nextcloud/home.db', 'Nextcloud'],
    ['/Users/alex/My Drive/home.db', 'Google Drive'],
    ['/Users/alex/GoogleDrive/home.db', 'Google Drive'],
    ['C:\\Users\\alex\\iCloudDrive\\home.db', 'iCloud'],
    ['/home/alex/nextcloud2/home.db', 'Nextcloud'],
    ['/home/alex/owncloud/home.db', 'ownCloud'],
    ['/home/alex/pCloudDrive/home.db', 'pCloud'],
    ['/home/alex/pcloud drive/home.db', 'pCloud'],
    ['/home/alex/syncthing/home.db', 'Syncthing'],
    // Of two programs, the first in the list is named.
    ['/home/alex/Nextcloud/Dropbox/home.db', 'Dropbox'],
  ])('%s is copied about by %s', (path, program) => {
    expect(judgePlace(path, 0xef53, false)).toEqual({
      detail: `in a ${program} folder: two computers that write at once create conflicting copies`,
      hint: {
        lead: 'Keep the database elsewhere, and put only a backup there',
        command: 'db backup <file>',
      },
    })
  })

  test('a folder of Syncthing says so itself', () => {
    expect(detailOf(judgePlace('/home/alex/home.db', 0xef53, true))).toEqual(
      'in a Syncthing folder: two computers that write at once create conflicting copies',
    )
  })

  test.each(['/home/alex/dropbox-old/home.db', '/home/Dropboxer/home.db', '/srv/Dropbox.db'])(
    '%s is nobody’s',
    (path) => {
      expect(judgePlace(path, 0xef53, false)).toEqual('on a disk of this computer')
    },
  )
})

describe('F034 F035 who may read a file', () => {
  const folder = 0o40700
  const shared = 0o42770
  test.each([
    [0o100600, folder, 'only its owner can use it'],
    [0o100400, folder, 'only its owner can use it'],
    [0o100640, folder, 'its group can read it (640)'],
    [0o100660, folder, 'its group can write it (660)'],
    [0o100644, folder, 'everyone on this computer can read it (644)'],
    [0o100646, folder, 'everyone on this computer can write it (646)'],
    [0o100660, shared, 'only its owner and group can use it'],
    [0o100664, shared, 'everyone on this computer can read it (664)'],
  ])('%i in %i', (file, its, detail) => {
    expect(detailOf(judgeModes('/home.db', file, its))).toEqual(detail)
  })

  test.each([
    [folder, "chmod 600 '/home.db'"],
    [shared, "chmod 660 '/home.db'"],
  ])('what to type in %i', (its, otherCommand) => {
    expect(judgeModes('/home.db', 0o666, its)).toMatchObject({
      hint: { lead: 'Type', otherCommand },
    })
  })
})
