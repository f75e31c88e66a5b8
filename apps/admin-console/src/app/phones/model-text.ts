interface Model {
  readonly platform: 'android' | 'ios' | 'folder';
  readonly model: string | null;
  readonly osVersion: string | null;
}

const PLATFORMS = { android: 'Android', ios: 'iOS', folder: $localize`Folder` };

/** "Pixel 8 · Android 16"; what is not known is left out. */
export function modelText({ platform, model, osVersion }: Model): string {
  const system = osVersion === null ? PLATFORMS[platform] : `${PLATFORMS[platform]} ${osVersion}`;
  return model === null ? system : `${model} · ${system}`;
}
