package main

import (
	"net"
	"strings"
	"sync"
	"testing"
)

// gate stands between serve and Redis. While it is shut it closes every
// connection, or it takes them and lets nothing through.
type gate struct {
	listener net.Listener
	to       string

	mu    sync.Mutex
	shut  bool
	hangs bool
	open  chan struct{} // closed when it opens again
	conns map[net.Conn]bool
}

func newGate(t *testing.T, url string) *gate {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g := &gate{listener: l, to: strings.TrimSuffix(strings.TrimPrefix(url, "redis://"), "/0"), open: make(chan struct{}), conns: map[net.Conn]bool{}}
	t.Cleanup(func() { _ = l.Close() })
	go g.run()
	return g
}

func (g *gate) run() {
	for {
		conn, err := g.listener.Accept()
		if err != nil {
			return
		}
		go g.serve(conn)
	}
}

func (g *gate) serve(conn net.Conn) {
	defer conn.Close()
	if !g.lets() {
		return
	}
	server, err := net.Dial("tcp", g.to)
	if err != nil {
		return
	}
	defer server.Close()
	g.mu.Lock()
	g.conns[conn] = true
	g.mu.Unlock()
	go g.pass(conn, server)
	g.pass(server, conn)
	g.mu.Lock()
	delete(g.conns, conn)
	g.mu.Unlock()
}

// pass hands on in one direction.
func (g *gate) pass(from, to net.Conn) {
	defer from.Close()
	defer to.Close()
	b := make([]byte, 1<<16)
	for {
		n, err := from.Read(b)
		if err != nil || !g.lets() {
			return
		}
		if _, err := to.Write(b[:n]); err != nil {
			return
		}
	}
}

// lets reports whether something may pass. While the gate hangs it waits, and
// what has waited does not pass any more.
func (g *gate) lets() bool {
	g.mu.Lock()
	shut, hangs, open := g.shut, g.hangs, g.open
	g.mu.Unlock()
	if shut && hangs {
		<-open
	}
	return !shut
}

// close shuts the gate.
func (g *gate) close(hangs bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut, g.hangs = true, hangs
	for conn := range g.conns {
		if !hangs {
			_ = conn.Close()
		}
	}
}

// reopen lets new connections through; those that waited are closed.
func (g *gate) reopen() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut = false
	close(g.open)
	for conn := range g.conns {
		_ = conn.Close()
	}
}
