/** Whether maps can be drawn: some remote desktops and old graphics drivers have no WebGL 2. */
export function hasWebGl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2')
  // Only a few contexts may live at once.
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}
