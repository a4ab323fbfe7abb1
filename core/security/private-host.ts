/** Names and addresses that only a local network resolves or routes (RFC 1918, RFC 4193, mDNS). */
export function isPrivateHost(host: string): boolean {
  return (
    host === 'localhost' ||
    /^(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}$|^\[(?:::1\]$|f[cd])/.test(
      host,
    ) ||
    host.endsWith('.local') ||
    (!host.includes('.') && !host.startsWith('['))
  )
}
