type FileKind =
  | 'image'
  | 'pdf'
  | 'text'
  | 'document'
  | 'sheet'
  | 'slides'
  | 'mail'
  | 'audio'
  | 'video'
  | 'archive'
  | 'other'

export const fileIcons = {
  image: 'i-lucide-file-image',
  pdf: 'i-lucide-file-text',
  text: 'i-lucide-file-type',
  document: 'i-lucide-file-pen-line',
  sheet: 'i-lucide-file-spreadsheet',
  slides: 'i-lucide-file-chart-column',
  mail: 'i-lucide-mail',
  audio: 'i-lucide-file-audio',
  video: 'i-lucide-file-video',
  archive: 'i-lucide-file-archive',
  other: 'i-lucide-file',
} as const satisfies Record<FileKind, string>

const extensions: Record<Exclude<FileKind, 'other'>, readonly string[]> = {
  image: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'bmp', 'svg', 'heic', 'heif', 'tif', 'tiff'],
  pdf: ['pdf'],
  text: [
    'txt',
    'md',
    'log',
    'csv',
    'tsv',
    'json',
    'xml',
    'yaml',
    'yml',
    'ini',
    'vcf',
    'ics',
    'gpx',
  ],
  document: ['doc', 'docx', 'odt', 'rtf', 'pages'],
  sheet: ['xls', 'xlsx', 'xlsm', 'ods', 'numbers'],
  slides: ['ppt', 'pptx', 'odp', 'key'],
  mail: ['eml', 'msg'],
  audio: ['mp3', 'wav', 'ogg', 'm4a', 'flac', 'aac', 'opus'],
  video: ['mp4', 'mov', 'webm', 'mkv', 'avi'],
  archive: ['zip', '7z', 'rar', 'gz', 'tar'],
}
const kindByExtension = new Map(
  Object.entries(extensions).flatMap(([kind, names]) =>
    names.map((name) => [name, kind as FileKind] as const),
  ),
)

/** What a file is, by its name; by its media type when the name does not tell. */
export function fileKind(name: string, mime: string): FileKind {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase()
  const known = extension === undefined ? undefined : kindByExtension.get(extension)
  if (known) return known
  if (mime === 'application/pdf') return 'pdf'
  const family = mime.split('/')[0]
  if (family === 'image' || family === 'audio' || family === 'video' || family === 'text')
    return family
  return 'other'
}

/** Kinds that the preview draws; the others are opened by the system. */
export const isPreviewable = (kind: FileKind): boolean =>
  kind === 'image' || kind === 'pdf' || kind === 'text'
