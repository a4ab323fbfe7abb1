import type { PickedFile } from '../../../core/host/host-contract.ts'

/** Files from a drop or the clipboard in the shape the file dialog gives. */
export const pickedFiles = (files: Iterable<File>): PickedFile[] =>
  [...files].map((file) => ({
    name: file.name,
    mime: file.type,
    size: file.size,
    bytes: async () => new Uint8Array(await file.arrayBuffer()),
  }))
