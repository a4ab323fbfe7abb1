import type { Page } from '@playwright/test'
import type { App } from '../app.ts'
import { expect, test } from '../fixtures.ts'

test('the page has nothing of Node, and of the bridge only its own keys', async ({ app }) => {
  const page = await app.open()
  const found = await page.evaluate(() => {
    const names = ['require', 'module', 'process', 'Buffer', 'global', 'electron', 'ipcRenderer']
    return names.filter((name) => name in globalThis)
  })
  expect(found).toEqual([])
  expect(
    await page.evaluate(() =>
      Object.keys((window as unknown as { desktop: object }).desktop).sort(),
    ),
  ).toEqual([
    'onBackendFailure',
    'onBackendGone',
    'onMenuCommand',
    'openExternal',
    'openFile',
    'printToPdf',
    'requestBackendPort',
    'restartBackend',
    'saveFile',
    'setLanguage',
    'setTheme',
    'showNotification',
  ])
})

test('the page comes with the policy; missing files and paths outside are not found', async ({
  app,
}) => {
  app.allowProblems(/status of 404/)
  const page = await app.open()
  const get = (path: string): Promise<{ status: number; policy: string | null; text: string }> =>
    page.evaluate(async (url) => {
      const response = await fetch(url)
      const policy = response.headers.get('content-security-policy')
      return { status: response.status, policy, text: await response.text() }
    }, path)

  const index = await get('./index.html')
  expect(index.status).toBe(200)
  expect(index.policy).toContain("default-src 'none'")
  expect(index.policy).toContain("script-src 'self'")
  expect(index.policy).not.toContain('unsafe')
  expect(index.text).toContain('<div id="app"')

  for (const path of [
    './missing.js',
    './assets/',
    './../main/index.js',
    './%2e%2e/main/index.js',
    './..%2fmain%2findex.js',
    './..%5cmain%5cindex.js',
    './%2e%2e/%2e%2e/package.json',
    './index.html%00.js',
  ]) {
    const { status, text } = await get(path)
    expect({ path, status, text }).toEqual({ path, status: 404, text: '' })
  }
})

test('the policy stops evaluated code, inline scripts and requests to elsewhere', async ({
  app,
}) => {
  app.allowProblems(/CSP|Content Security Policy|Fetch API|Refused to/)
  const page = await app.open()
  const outcome = await page.evaluate(async () => {
    const violations: string[] = []
    Object.assign(window, { violations })
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      violations.push(effectiveDirective),
    )
    // Once the debugger's own evaluation is over: that one is exempt from the policy.
    const evaluated = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          resolve((0, eval)('true'))
        } catch {
          resolve(false)
        }
      }),
    )
    const script = document.createElement('script')
    script.textContent = 'window.wasRun = true'
    document.head.append(script)
    const fetched = await fetch('https://example.com/').then(
      () => true,
      () => false,
    )
    return { evaluated, fetched, wasRun: 'wasRun' in window }
  })
  expect(outcome).toEqual({
    evaluated: false,
    fetched: false,
    wasRun: false,
  })
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { violations: string[] }).violations))
    .toEqual(['script-src', 'script-src-elem', 'connect-src'])
})

test('the window never leaves the app’s pages; only web and mail addresses go to the system', async ({
  app,
}) => {
  app.allowProblems(/CSP|Content Security Policy|Refused to|Not allowed to (load|navigate)/)
  const page = await app.open()
  await recordOpenedUrls(app)
  const before = page.url()
  const targets = ['https://example.com/', 'file:///etc/passwd', 'javascript:alert(1)']

  for (const target of targets) await page.evaluate((url) => void window.open(url), target)
  await expect.poll(() => openedUrls(app)).toEqual(['https://example.com/'])
  await expect.poll(() => page.context().pages().length).toBe(1)

  for (const target of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,<h1>Leurre'])
    await page.evaluate((url) => {
      window.location.href = url
    }, target)
  // Each attempt has been refused once the page has answered after it.
  await expect(page.getByRole('heading', { name: 'Bienvenue dans WiseParts' })).toBeVisible()
  expect(page.url()).toBe(before)
  expect(await windowCount(app)).toBe(1)
})

const windowCount = (app: App): Promise<number> =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

async function recordOpenedUrls(app: App): Promise<void> {
  await app.electron.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = (url) => Promise.resolve(void opened.push(url))
  })
}

const openedUrls = (app: App): Promise<string[]> =>
  app.electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)

test('place, camera, notifications and the clipboard’s content are denied to the page', async ({
  app,
}) => {
  const page = await app.open()
  expect(await locationError(page)).toBe(1) // PERMISSION_DENIED
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
  const refused = (request: string): Promise<string> =>
    page.evaluate(async (name) => {
      const asked =
        name === 'camera'
          ? navigator.mediaDevices.getUserMedia({ video: true })
          : navigator.clipboard.readText()
      return asked.then(
        () => 'granted',
        (error: DOMException) => error.name,
      )
    }, request)
  expect(await refused('camera')).toMatch(/NotAllowedError|NotFoundError/)
  expect(await refused('clipboard')).toBe('NotAllowedError')
})

const locationError = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve(0),
          ({ code }) => resolve(code),
        ),
      ),
  )
