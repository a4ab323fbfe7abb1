// npm run screenshots [-- NAME…] [-- fr|en|light|dark|1280|1920…]: pictures of every screen of
// e2e/pages/screens.ts, or of the named ones, in both languages, both themes and both sizes, or only
// those given, from the demonstration workspace. All go to out/screenshots, the few that documents
// show to docs/screenshots too.
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { startBrowserShell } from '../e2e/browser-shell.ts'
import { createDataFolder, reapOrphans, removeDataFolder } from '../e2e/data-folder.ts'
import { chromiumArguments, findChromium } from '../e2e/find-chromium.ts'
import { createDemo } from '../e2e/pages/demo-workspace.ts'
import { keptPictures, screens, settled } from '../e2e/pages/screens.ts'
import { seedDataFolder } from '../e2e/seed.ts'
import { timezoneId } from '../e2e/shell.ts'
import { buildShells } from './build.mjs'
import { root } from './tools.mjs'

const given = process.argv.slice(2)
/** Those that are given; all of them when none is. */
const narrowed = (choices, key = String) => {
  const kept = choices.filter((choice) => given.includes(key(choice)))
  return kept.length > 0 ? kept : choices
}
const languages = narrowed(['fr', 'en'])
const themes = narrowed(['light', 'dark'])
const sizes = narrowed(
  [
    { width: 1280, height: 800 },
    { width: 1920, height: 1080 },
  ],
  ({ width }) => String(width),
)
const folder = join(root, 'out/screenshots')
const keptFolder = join(root, 'docs/screenshots')

const variants = ['fr', 'en', 'light', 'dark', '1280', '1920']
const wanted = given.filter((word) => !variants.includes(word))
const chosen = screens.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
const executablePath = findChromium()
if (chosen.length === 0 || !executablePath) {
  const names = screens.map(({ name }) => name).join(', ')
  console.error(executablePath ? `There are: ${names}` : 'Chromium is not installed')
  process.exit(1)
}
if (!(await buildShells(['browser'], { ifNeeded: true }))) process.exit(1)

mkdirSync(folder, { recursive: true })
mkdirSync(keptFolder, { recursive: true })
reapOrphans()
const browser = await chromium.launch({ executablePath, args: chromiumArguments })
const problems = []
let pictures = 0
for (const language of languages)
  for (const workspace of ['demo', 'none']) {
    const group = chosen.filter((screen) => screen.workspace === workspace)
    if (group.length > 0) await pictureGroup(group, language, workspace)
  }
await browser.close()
console.log(`${pictures} pictures in out/screenshots`)
for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0

/** One start of the app for all screens of one language on one kind of workspace. */
async function pictureGroup(group, language, workspace) {
  const dataDir = createDataFolder()
  const demo =
    workspace === 'demo'
      ? await seedDataFolder(dataDir, (client) => createDemo(client, language))
      : undefined
  const shell = startBrowserShell(browser, dataDir, {
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId,
  })
  await shell.ready()
  const { page } = shell
  for (const screen of group)
    for (const colorScheme of themes)
      for (const size of sizes) {
        const name = [screen.name, language, colorScheme, size.width].join('-')
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.setViewportSize(size)
        try {
          await screen.show({ page, language, demo })
          await takePicture(page, name)
        } catch (error) {
          problems.push(`${name}: ${error.message}`)
        }
      }
  problems.push(...shell.problems.map((problem) => `${language}, ${workspace}: ${problem}`))
  await shell.stop()
  removeDataFolder(dataDir)
}

async function takePicture(page, name) {
  await settled(page)
  const file = join(folder, `${name}.png`)
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
  if (keptPictures.has(name)) copyFileSync(file, join(keptFolder, `${name}.png`))
  pictures += 1
}
