/** First bytes of programs: Windows PE, ELF, Mach-O (both byte orders, and fat), scripts with `#!`. */
const signatures: readonly (readonly number[])[] = [
  [0x4d, 0x5a],
  [0x7f, 0x45, 0x4c, 0x46],
  [0xfe, 0xed, 0xfa, 0xce],
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
  [0x23, 0x21],
]

/** Whether a file is a program by its content, whatever its name says (ATT-03). */
export function isExecutableContent(content: Uint8Array): boolean {
  return signatures.some((signature) => signature.every((byte, index) => content[index] === byte))
}
