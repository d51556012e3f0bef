#!/usr/bin/python3
"""server.py TLS_DIR FIXTURES: answers for every host the tests name (README.md).

Prints one line, "http=PORT https=PORT expired=PORT other=PORT http6=PORT", then
serves until its standard input closes."""

import gzip
import http.server
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.parse

ITEMS = ["5+ years of experience with Python", "Bachelor's degree in computer science"]
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Data Engineer</title></head><body>
<h1>Data Engineer</h1><p>Acme builds pipelines for the energy market since 1990.</p>
<h2>Responsibilities</h2><ul><li>Build and run our data platform</li></ul>
<h2>Requirements</h2><ul><li>%s</li><li>%s</li></ul></body></html>
""" % tuple(ITEMS)
GERMAN = PAGE.replace("Acme builds", "Größe zählt: Łódź, Acme builds")
JAPANESE = PAGE.replace("Acme builds", "募集要項 Acme builds")

lock = threading.Lock()
counts = {}     # how often a case was asked, by its query
now, most = {}, {}  # requests under way, by host


def count(key):
    with lock:
        counts[key] = counts.get(key, 0) + 1
        return counts[key]


def tool(command, data):
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    routes = {}

    def log_message(self, *args):
        pass

    def send(self, body=PAGE, status=200, kind="text/html; charset=utf-8", headers=()):
        data = body.encode("utf-8") if isinstance(body, str) else body
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def raw(self, data):
        self.wfile.write(data)
        self.wfile.flush()

    def close_now(self):
        self.close_connection = True

    # ---- misbehaviours, by the name behind /case/ ----

    def case_plain(self, query):
        self.send()

    def case_feed(self, query):
        items = "".join("<item><title>Engineer %d</title><link>https://jobs.test/case/plain?id=%d</link><description>"
                        "&lt;h2&gt;Requirements&lt;/h2&gt;&lt;ul&gt;&lt;li&gt;%d years of Python&lt;/li&gt;&lt;/ul&gt;"
                        "</description></item>" % (i, i, i) for i in (3, 4))
        self.send('<?xml version="1.0"?><rss version="2.0"><channel>%s</channel></rss>' % items, kind="application/rss+xml")

    def case_echo(self, query):
        lines = "".join("<li>%s</li>" % line for line in str(self.headers).splitlines())
        self.send(PAGE.replace("</ul></body>", lines + "</ul></body>"))

    def case_redirect(self, query):
        left = int(query.get("n", "1"))
        to = query.get("to") or ("/case/redirect?n=%d" % (left - 1) if left > 1 else "/case/plain")
        self.send("", int(query.get("status", "302")), None, [("Location", to)])

    def case_loop(self, query):
        self.send("", 302, None, [("Location", "/case/loop")])

    def case_id_12345(self, query):
        self.send("", 302, None, [("Location", "/jobs")])

    def case_chunked(self, query):
        self.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        data = PAGE.encode()
        for i in range(0, len(data), 7):
            piece = data[i:i + 7]
            self.raw(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.raw(b"0\r\n\r\n")

    def case_encoded(self, query):
        how = query["how"]
        data = PAGE.encode()
        packed = {"gzip": lambda: gzip.compress(data),
                  "br": lambda: tool(["brotli", "-c"], data),
                  "zstd": lambda: tool(["zstd", "-c"], data)}[how]()
        self.send(packed, headers=[("Content-Encoding", how)])

    def case_broken_gzip(self, query):
        self.send(gzip.compress(PAGE.encode())[:-8] + b"x" * 8, headers=[("Content-Encoding", "gzip")])

    def case_bomb(self, query):
        self.send(gzip.compress(b"<p>" + b"a" * (64 << 20)), headers=[("Content-Encoding", "gzip")])

    def case_endless(self, query):
        self.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        try:
            while True:
                self.raw(b"<p>more and more</p>" * 4096)
        except OSError:
            self.close_now()

    def case_header_flood(self, query):
        self.raw(b"HTTP/1.1 200 OK\r\n")
        try:
            for i in range(4000):
                self.raw(b"X-%d: %s\r\n" % (i, b"y" * 80))
        except OSError:
            pass
        self.close_now()

    def case_drip(self, query):
        self.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
        try:
            for _ in range(200):
                self.raw(b"x")
                time.sleep(0.1)
        except OSError:
            pass
        self.close_now()

    def case_silent(self, query):
        time.sleep(15)
        self.close_now()

    def case_truncated(self, query):
        data = PAGE.encode()
        self.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % (2 * len(data)))
        self.raw(data)
        self.close_now()

    def case_hangs_up(self, query):
        if count("hangs_up" + query.get("key", "")) <= int(query.get("times", "99")):
            self.close_now()
        else:
            self.send()

    def case_keepalive(self, query):
        self.send()
        self.close_now()  # though it promised to stay

    def case_charset(self, query):
        name = query["name"]
        text = JAPANESE if name in ("shift_jis", "utf-16") else GERMAN
        if name in ("windows-1252", "iso-8859-1"):
            text = text.replace("Łódź", "Görlitz")
        if query.get("duty"):
            text = text.replace("Build and run our data platform",
                                text.split("<p>")[1].split("</p>")[0] + " and build it")
        data = text.encode(name)
        if query.get("bom"):
            data = b"\xef\xbb\xbf" + data
        said = query.get("said", name)
        self.send(data, kind="text/html" + ("; charset=" + said if said != "none" else ""))

    def case_wrong_type(self, query):
        self.send(kind=query.get("type", "application/octet-stream"))

    def case_no_type(self, query):
        self.send(kind=None)

    def case_empty(self, query):
        self.send("")

    def case_status(self, query):
        headers = [("Retry-After", query["after"])] if "after" in query else []
        self.send("<h1>no</h1>", int(query["code"]), headers=headers)

    def case_busy(self, query):
        headers = [("Retry-After", query["after"])] if "after" in query else []
        if count("busy" + query.get("key", "")) <= int(query.get("times", "1")):
            self.send("busy", int(query.get("code", "503")), headers=headers)
        else:
            self.send()

    def case_challenge(self, query):
        self.send("<title>Just a moment...</title>", 403, headers=[("cf-mitigated", "challenge")])

    def case_cookie(self, query):
        if "seen=yes" in (self.headers.get("Cookie") or ""):
            self.send()
        else:
            self.send("", 302, None, [("Location", "/case/cookie"), ("Set-Cookie", "seen=yes; Path=/")])

    def case_set_cookie(self, query):
        self.send("", 302, None, [("Location", query["to"]), ("Set-Cookie", "secret=crumb; Path=/")])

    def case_login(self, query):
        if self.headers.get("Authorization") == "Basic ZGFuYTpzM2NyM3Q=":
            self.send()
        else:
            self.send("no", 401, headers=[("WWW-Authenticate", 'Basic realm="x"')])

    def case_etag(self, query):
        count("etag")
        if self.headers.get("If-None-Match") == '"v1"' and not query.get("changed"):
            self.send_response(304)
            self.send_header("ETag", '"v1"')
            self.end_headers()
            count("not_modified")
        else:
            self.send(headers=[("ETag", '"v1"')])

    def case_counts(self, query):
        with lock:
            text = " ".join("%s=%d" % pair for pair in sorted(counts.items()))
            text += "".join(" most_%s=%d" % (host.split(".")[0], n) for host, n in sorted(most.items()))
        self.send(text, kind="text/plain")

    def case_slow(self, query):
        time.sleep(float(query.get("s", "0.05")))
        self.send(PAGE.replace("Data Engineer", "Data Engineer " + query.get("n", "")))

    def case_not_http(self, query):
        self.raw(b"220 mail.example ESMTP\r\n")
        self.close_now()

    # ---- dispatch ----

    def answer(self):
        parts = urllib.parse.urlsplit(self.path)
        host = parts.netloc or self.headers.get("Host", "")
        if parts.path.startswith("/case/"):
            query = dict(urllib.parse.parse_qsl(parts.query))
            getattr(self, "case_" + parts.path[6:].split("/")[0].replace("-", "_"))(query)
            return
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        host = host.split(":")[0]
        target = host + parts.path + ("?" + parts.query if parts.query else "")
        status, file, kind = self.routes.get((self.command, target), (404, None, "text/html"))
        body = b"not here"
        if status in (301, 302):
            self.send("", status, None, [("Location", file)])
            return
        if file:
            with open(file, "rb") as stream:
                body = stream.read()
        self.send(body, status, kind)

    def do_GET(self):
        host = self.headers.get("Host", "")
        with lock:
            now[host] = now.get(host, 0) + 1
            most[host] = max(most.get(host, 0), now[host])
        try:
            self.answer()
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            self.close_connection = True
        finally:
            with lock:
                now[host] -= 1

    do_POST = do_GET

    def do_HEAD(self):
        self.send("no", 405)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass


class Server6(Server):
    address_family = socket.AF_INET6


def read_routes(fixtures):
    types = {".json": "application/json", ".xml": "application/xml", ".html": "text/html; charset=utf-8"}
    routes = {}
    for name in sorted(os.listdir(fixtures)) if os.path.isdir(fixtures) else []:
        path = os.path.join(fixtures, name, "routes")
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                words = line.split()
                if not words or words[0].startswith("#"):
                    continue
                method, url, status, file = words[:4]
                host_path = url.split("://", 1)[1]
                if status not in ("301", "302"):
                    file = os.path.join(fixtures, name, file) if file != "-" else None
                kind = words[4] if len(words) > 4 else types.get(os.path.splitext(file or "")[1])
                routes[(method, host_path)] = (int(status), file, kind)
    return routes


def serve(kind, pem=None):
    server = kind(("::1" if kind is Server6 else "127.0.0.1", 0), Handler)
    if pem:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        # the handshake belongs to the thread of the connection, not to the one that accepts
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def main():
    tls, fixtures = sys.argv[1:3]
    Handler.routes = read_routes(fixtures)
    ports = {"http": serve(Server), "https": serve(Server, tls + "/good.pem"),
             "expired": serve(Server, tls + "/expired.pem"), "other": serve(Server, tls + "/other.pem")}
    try:
        ports["http6"] = serve(Server6)
    except OSError:
        ports["http6"] = 0  # no IPv6 on this machine
    print(" ".join("%s=%d" % pair for pair in ports.items()), flush=True)
    sys.stdin.read()


main()
