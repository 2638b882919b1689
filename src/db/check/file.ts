import { shellWord } from '../../domain/shell.ts'
import type { Found } from './proof.ts'

/** Names of file systems that may be on a network, by their magic numbers in statfs(2). */
const networks: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x65735546, 'FUSE'],
  [0x01021997, '9P'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x00c36400, 'Ceph'],
  [0x73757245, 'Coda'],
  [0x564c, 'NCP'],
  [0x0bd00bd0, 'Lustre'],
  [0x01161970, 'GFS2'],
  [0x7461636f, 'OCFS2'],
])

/** Programs that copy a folder to other computers, by the name of the folder. */
const synchronized: readonly (readonly [name: RegExp, program: string])[] = [
  [/^Dropbox( \(.*\))?$/, 'Dropbox'],
  [/^OneDrive( - .*)?$/, 'OneDrive'],
  [/^(Google ?Drive|GoogleDrive-.*|My Drive)$/, 'Google Drive'],
  [/^(Mobile Documents|iCloud ?Drive)$/, 'iCloud'],
  [/^Nextcloud\d*$/i, 'Nextcloud'],
  [/^ownCloud$/i, 'ownCloud'],
  [/^pCloud ?Drive$/i, 'pCloud'],
  [/^Syncthing$/i, 'Syncthing'],
]

/**
 * Says whether a household's file is in a safe place.
 *
 * @param magic the number of the file system, from `statfs`
 * @param isShared whether Syncthing copies one of the folders in the path
 */
export function judgePlace(path: string, magic: number, isShared: boolean): Found {
  // Node returns some of these numbers as negative.
  const network = networks.get(magic >>> 0)
  if (network !== undefined) {
    const where =
      network === 'FUSE'
        ? 'a FUSE file system, which may be a network drive'
        : `a network file system (${network})`
    return {
      detail: `on ${where}: locks there may not keep two programs from writing at once`,
      hint: {
        lead: 'Keep it on a disk of this computer; for several computers, see docs/sharing.md.',
      },
    }
  }
  const program = isShared ? 'Syncthing' : findProgram(path)
  if (program === undefined) return 'on a disk of this computer'
  return {
    detail: `in a ${program} folder: two computers that write at once create conflicting copies`,
    hint: {
      lead: 'Keep the database elsewhere, and put only a backup there',
      command: 'db backup <file>',
    },
  }
}

function findProgram(path: string): string | undefined {
  const folders = path.split(/[/\\]/).slice(0, -1)
  return synchronized.find(([name]) => folders.some((folder) => name.test(folder)))?.[1]
}

/**
 * Says whether other people can read or write a file.
 *
 * @param folder the mode of its folder; setgid means that a group shares it on purpose
 */
export function judgeModes(path: string, file: number, folder: number): Found {
  const isOfGroup = (folder & 0o2000) !== 0
  const wide = file & (isOfGroup ? 0o007 : 0o077)
  if (wide === 0) return `only its owner ${isOfGroup ? 'and group ' : ''}can use it`
  const who = (wide & 0o007) === 0 ? 'its group' : 'everyone on this computer'
  const action = (wide & 0o022) === 0 ? 'read' : 'write'
  return {
    detail: `${who} can ${action} it (${(file & 0o777).toString(8)})`,
    hint: { lead: 'Type', otherCommand: `chmod ${isOfGroup ? '660' : '600'} ${shellWord(path)}` },
  }
}

/** Says whether a file has a second name, under which SQLite would not find its journal. */
export function judgeNames(path: string, names: number): Found {
  if (names <= 1) return 'the file has one name'
  return {
    detail: `the file has ${names} names; a change interrupted under one is not recovered under another`,
    hint: {
      lead: 'Keep only one; to find them',
      otherCommand: `find ~ -samefile ${shellWord(path)}`,
    },
  }
}

/** Reports files beside the database that should not exist while no program writes. */
export function judgeLeftovers(paths: readonly string[]): Found {
  if (paths.length === 0) return 'none'
  return {
    detail: `${paths.length === 1 ? 'a file' : `${paths.length} files`} left by a program that was interrupted`,
    hint: {
      lead: 'Once no Momentum command is running',
      otherCommand: `rm ${paths.map(shellWord).join(' ')}`,
    },
  }
}
