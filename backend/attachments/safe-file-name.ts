const maxLength = 200

/**
 * A name that every file system takes and that shows what it is: no folders, no control or
 * direction-changing characters, none that Windows reserves, no leading or trailing dots (ATT-03).
 */
export function safeFileName(name: string): string {
  const base = name.replaceAll('\\', '/').split('/').at(-1) ?? ''
  const cleaned = base
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  return shortened(cleaned) || 'fichier'
}

/** Keeps the extension. */
function shortened(name: string): string {
  if (name.length <= maxLength) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 20 ? name.slice(dot) : ''
  return name.slice(0, maxLength - extension.length) + extension
}
