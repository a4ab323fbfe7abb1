/**
 * What a port says last. Chromium's ports do not tell the other end that they are closed; frames are
 * objects, so this text is none of them.
 */
export const closeNotice = 'close'
