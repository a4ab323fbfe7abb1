import { app, type Session, shell } from 'electron'
import { openExternalUrl } from '../../core/security/open-external-url.ts'
import { isAppUrl } from '../security/is-app-url.ts'
import { isPermissionAllowed } from '../security/permission-policy.ts'

/** Call before the first window: no contents ever leave the app's pages or open another window. */
export function containContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-frame-navigate', (details) => {
      if (!details.isMainFrame || !isAppUrl(details.url)) details.preventDefault()
    })
    contents.on('will-navigate', (details) => {
      if (!isAppUrl(details.url)) details.preventDefault()
    })
    contents.on('will-redirect', (details) => {
      if (!isAppUrl(details.url)) details.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      void openExternalUrl(url, (address) => shell.openExternal(address))
      return { action: 'deny' }
    })
  })
}

/** Call after `ready`. */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, done, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    done(isPermissionAllowed(permission, details.requestingUrl, process.platform, media))
  })
  session.setPermissionCheckHandler((_contents, permission, origin, { mediaType }) =>
    isPermissionAllowed(permission, origin, process.platform, mediaType ? [mediaType] : []),
  )
  session.setDevicePermissionHandler(() => false)
}
