import { extname, join, resolve, sep } from 'node:path'

/**
 * The file below `root` that a URL's path names; `/` is `/index.html`.
 *
 * @param pathname as in a URL, percent-encoded
 * @returns an absolute path, or `undefined` when the path is malformed or leads out of `root`
 */
export function staticFile(root: string, pathname: string): string | undefined {
  const path = decode(pathname)
  if (path === undefined || path.includes('\0') || path.includes('\\')) return undefined
  const folder = resolve(root)
  const file = join(folder, path === '/' ? 'index.html' : path)
  return file.startsWith(folder + sep) ? file : undefined
}

/** The Content-Type of a built file; with `nosniff` a script of the wrong type would not run. */
export function mediaType(file: string): string {
  return mediaTypes[extname(file)] ?? 'application/octet-stream'
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}
