/** A server gives eight (RFC 8915 section 4.1.6), and more are never kept. */
export const MOST_COOKIES = 8
/** A request with a longer one would not pass every network in one piece. */
const LONGEST_COOKIE = 1024

/** Whether this can be sent as a cookie. What it holds is the server's own affair. */
export const isCookie = ({ length }: Uint8Array): boolean => length > 0 && length <= LONGEST_COOKIE
