/**
 * Extensions that an operating system runs, installs or mounts when the file is opened. They are
 * neither taken as attachments nor handed to the system (ATT-03). Office documents with macros are
 * not here: offices exchange them, and their programs ask before they run anything.
 */
const blockedExtensions: ReadonlySet<string> = new Set([
  // Windows: programs, installers, scripts, shortcuts, settings, help, disk images
  ...['exe', 'com', 'scr', 'pif', 'cpl', 'dll', 'drv', 'sys', 'ocx', 'vxd', 'ex_', 'ins', 'isp'],
  ...['msi', 'msix', 'msixbundle', 'msp', 'mst', 'appx', 'appxbundle', 'appinstaller', 'xap'],
  ...['bat', 'cmd', 'nsh', 'ps1', 'ps1xml', 'ps2', 'ps2xml', 'psc1', 'psc2', 'psd1', 'psm1'],
  ...['js', 'jse', 'vb', 'vbe', 'vbs', 'ws', 'wsc', 'wsf', 'wsh', 'sct', 'shb', 'shs', 'hta'],
  ...['lnk', 'url', 'scf', 'inf', 'reg', 'msc', 'gadget', 'application', 'appref-ms', 'udl'],
  ...['library-ms', 'search-ms', 'searchconnector-ms', 'settingcontent-ms', 'theme', 'themepack'],
  ...['diagcab', 'diagcfg', 'diagpkg', 'chm', 'hlp', 'ade', 'adp', 'mde', 'xll', 'wll', 'xbap'],
  ...['iso', 'img', 'vhd', 'vhdx', 'cab'],
  // macOS
  ...['app', 'pkg', 'mpkg', 'dmg', 'command', 'tool', 'workflow', 'action', 'terminal', 'kext'],
  ...['scpt', 'scptd', 'applescript', 'osax', 'webloc', 'fileloc', 'inetloc', 'mobileconfig'],
  // Linux and Unix
  ...['sh', 'bash', 'zsh', 'csh', 'tcsh', 'ksh', 'fish', 'run', 'bin', 'elf', 'out', 'so', 'ko'],
  ...['desktop', 'appimage', 'deb', 'rpm', 'snap', 'flatpak', 'flatpakref', 'flatpakrepo'],
  // Interpreters and runtimes
  ...['jar', 'jnlp', 'class', 'mjs', 'cjs', 'py', 'pyc', 'pyo', 'pyw', 'pyz', 'pyzw', 'rb', 'pl'],
  ...['php', 'tcl', 'lua', 'apk', 'ipa', 'xpi', 'crx'],
])

/** Text that turns direction shows "annexe.pdf" for a program; no honest name has it. */
const overridesDirection = /[\u202A-\u202E\u2066-\u2069]/

/** Windows runs the class named by such an ending. */
const endsWithClassId = /\.\{[0-9a-f-]+\}$/i

/**
 * Whether a file of this name must not be attached or opened. What counts is what a system would
 * make of the name: only the last extension, without the dots, blanks and invisible characters that
 * systems drop from the end, and each part around a colon (alternate data streams).
 */
export function isBlockedFileName(name: string): boolean {
  if (overridesDirection.test(name)) return true
  const plain = name.normalize('NFKC').replace(/[\p{Cc}\p{Cf}]/gu, '')
  return plain.split(':').some((part) => {
    const end = part.replace(/[.\s]+$/u, '')
    if (endsWithClassId.test(end)) return true
    const extension = /\.([^./\\]+)$/.exec(end)?.[1] ?? ''
    return blockedExtensions.has(extension.trim().toLowerCase())
  })
}
