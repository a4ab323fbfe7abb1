/** Hands a file to the system's own « save » of downloads; Electron asks where to put it. */
export function saveFile(fileName: string, content: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The download has taken the data over once the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
