import { shellWord } from '../../domain/text.ts'
import type { Found } from './proof.ts'

/** The magic numbers of statfs(2) for what is not a disk of this computer. */
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

/** Folders that a program copies to other computers, by their names. */
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
 * Says whether a household's file may be where it is.
 *
 * @param magic the kind of file system, as `statfs` gives it
 * @param isShared whether one of the folders it is in says that Syncthing copies it
 */
export function judgePlace(path: string, magic: number, isShared: boolean): Found {
  // Node gives some of the numbers with a sign.
  const network = networks.get(magic >>> 0)
  if (network !== undefined) {
    return {
      detail: `on a network drive or the like (${network}), whose locks decide whether two can write`,
      hint: {
        lead: 'Keep it on a disk of this computer; for several computers, see docs/sharing.md.',
      },
    }
  }
  const program = isShared ? 'Syncthing' : findProgram(path)
  if (program === undefined) return 'on a disk of this computer'
  return {
    detail: `in a folder of ${program}: two who write at once get two files`,
    hint: { lead: 'Keep it elsewhere, and a backup there', command: 'db backup <file>' },
  }
}

function findProgram(path: string): string | undefined {
  const folders = path.split(/[/\\]/).slice(0, -1)
  return synchronized.find(([name]) => folders.some((folder) => name.test(folder)))?.[1]
}

/**
 * Says whether others may read or write a file.
 *
 * @param folder the mode of the folder it is in: with setgid, it belongs to a group on purpose
 */
export function judgeModes(path: string, file: number, folder: number): Found {
  const isOfGroup = (folder & 0o2000) !== 0
  const wide = file & (isOfGroup ? 0o007 : 0o077)
  if (wide === 0) return isOfGroup ? 'for its owner and the group' : 'for its owner alone'
  const who = (wide & 0o007) === 0 ? 'its group' : 'everybody on this computer'
  const deed = (wide & 0o022) === 0 ? 'read' : 'write'
  return {
    detail: `${who} may ${deed} it (${(file & 0o777).toString(8)})`,
    hint: { lead: `Type: chmod ${isOfGroup ? '660' : '600'} ${shellWord(path)}` },
  }
}

/** Says whether a file has a second name, by which its journal would not be found. */
export function judgeNames(path: string, names: number): Found {
  if (names <= 1) return 'one'
  return {
    detail: `${names} for the same file; a change that is cut off under one is not seen under another`,
    hint: { lead: `Keep one of them; this finds them: find ~ -samefile ${shellWord(path)}` },
  }
}

/** Says what lies beside a file that should not while nobody writes. */
export function judgeLeftovers(paths: readonly string[]): Found {
  if (paths.length === 0) return 'none'
  return {
    detail: `${paths.length === 1 ? 'a file' : `${paths.length} files`} of a program that was ended at work`,
    hint: { lead: `When no Momentum is running: rm ${paths.map(shellWord).join(' ')}` },
  }
}
