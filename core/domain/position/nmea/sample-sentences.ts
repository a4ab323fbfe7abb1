/** For tests: a sentence with its checksum and line end, from what stands between `$` and `*`. */
export function sentence(body: string): string {
  return `$${body}*${checksumOf(body)}\r\n`
}

/** For tests: the two hexadecimal digits after the `*`. */
export function checksumOf(body: string): string {
  const sum = [...body].reduce((all, letter) => all ^ letter.charCodeAt(0), 0)
  return sum.toString(16).toUpperCase().padStart(2, '0')
}

/** For tests: one second of a receiver at 48.5 N 2.25 E with eight satellites. */
export function second(time: string, date = '301126'): string[] {
  return [
    sentence(`GPGGA,${time},4830.0000,N,00215.0000,E,1,08,1.2,35.0,M,45.0,M,,`),
    sentence('GPGSA,A,3,01,03,08,11,14,17,22,28,,,,,2.0,1.2,1.7'),
    sentence(`GPRMC,${time},A,4830.0000,N,00215.0000,E,1.0,90.0,${date},,,A`),
  ]
}
