/* peer.h - whether an address on the wire belongs to the public Internet. */
#ifndef FG_FETCH_PEER_H
#define FG_FETCH_PEER_H

#include "base/room.h"

#include <sys/socket.h>

/** Whether it is a private, loopback, link-local, multicast or otherwise not
 *  global address, also where an IPv4 one is wrapped in IPv6. What is neither
 *  IPv4 nor IPv6 counts as private. Source: RFC 6890 and its registries. */
bool fg_peer_is_private(const struct sockaddr *peer);
/** The same for an address in text ("127.0.0.1", "::1", "[fe80::1%2]"); false
 *  for what is no numeric address. */
bool fg_peer_text_is_private(struct fg_sv text);

#endif
