/**
 * Whether Vue's `info` about a caught error says that the screen could not be rendered; anything
 * else (an event handler, a watcher) leaves a working screen behind. Production builds give a
 * number instead of words: 0 is `setup`, 1 is `render`, 15 the patching of the page.
 */
export function isRenderFailure(info: string): boolean {
  return /^(setup function|render function|component update)$|#runtime-(0|1|15)$/.test(info)
}
