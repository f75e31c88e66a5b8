import { CameraNames } from './camera-names.js';
import { FolderNames, FOLDER_NAMES_SCHEMA } from './folder-names.js';
import type { MadeManifest } from './made-manifest.js';
import type { Planned, PutPlan } from './put-plan.js';

/** What there is of a phone's camera folder. */
export interface CameraState {
  readonly isThere: boolean;
  /** Numbers of its folders. */
  readonly used: ReadonlySet<number>;
}

const CAMERA = { domain: 'CameraRollDomain', folder: 'Media/DCIM' };
/** "On My iPhone" of the Files app. */
const FILES = {
  domain: 'AppDomainGroup-group.com.apple.FileProvider.LocalStorage',
  folder: 'File Provider Storage',
};
const OURS = 'Holdfast';

/** What became of the places of files. */
export interface Placed {
  /** Files that the phone will ask for. */
  readonly files: number;
  /** Of the camera, as `900HFAST`. */
  readonly cameraFolders: readonly string[];
}

/**
 * Gives each file that is to be put its place on the phone, and writes it down in the backup that the phone is to be restored
 * from. `folder`: name of the one below `Holdfast` in the Files app. `refuse` is told of what has no place.
 */
export function placeFiles(
  plan: PutPlan,
  manifest: MadeManifest,
  about: { readonly camera: CameraState; readonly folder: string },
  refuse: (file: Planned, reason: string) => void,
): Placed {
  const { camera, folder } = about;
  const pictures = new CameraNames(camera.used);
  plan.tables.exec(`DROP TABLE IF EXISTS Folders; DROP TABLE IF EXISTS Taken; ${FOLDER_NAMES_SCHEMA}`);
  const top = `${FILES.folder}/${OURS}/${folder}`;
  const others = new FolderNames(plan.tables, top, (path) => manifest.folder(FILES.domain, path));
  let [files, cameraFolders, hasOthers] = [0, 0, false];

  const inCamera = (file: Planned, extension: string): string | undefined => {
    const place = pictures.place(file.path, extension);
    if (place === undefined) return refused(file, 'The iPhone has no number left for a folder of pictures.');
    if (cameraFolders === 0 && !camera.isThere) manifest.folder(CAMERA.domain, CAMERA.folder);
    if (cameraFolders < pictures.folders.length)
      manifest.folder(CAMERA.domain, `${CAMERA.folder}/${place.folder}`);
    cameraFolders = pictures.folders.length;
    const path = `${CAMERA.folder}/${place.folder}/${place.name}`;
    return manifest.file(CAMERA.domain, path, file.size, file.seconds);
  };
  const inFiles = (file: Planned): string | undefined => {
    if (!hasOthers)
      for (const path of [FILES.folder, `${FILES.folder}/${OURS}`, top]) manifest.folder(FILES.domain, path);
    hasOthers = true;
    const path = others.place(namesOf(file.at));
    if (path === undefined) return refused(file, 'Its path is longer than an iPhone has room for.');
    return manifest.file(FILES.domain, path, file.size, file.seconds);
  };
  const refused = (file: Planned, reason: string): undefined => {
    plan.mark(file.number, 'failed');
    refuse(file, reason);
  };

  for (const file of plan.open()) {
    const id = file.extension === undefined ? inFiles(file) : inCamera(file, file.extension);
    if (id === undefined) continue;
    plan.name(file.number, id);
    files += 1;
  }
  return { files, cameraFolders: pictures.folders };
}

/** The names of a path that is joined with slashes. */
export function namesOf(path: Uint8Array): Uint8Array[] {
  const names: Uint8Array[] = [];
  for (let at = 0; at <= path.length;) {
    const slash = path.indexOf(0x2f, at);
    const end = slash < 0 ? path.length : slash;
    names.push(path.subarray(at, end));
    at = end + 1;
  }
  return names;
}
