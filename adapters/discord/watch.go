package discord

import (
	"bytes"
	"errors"
	"net"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	// mostSilent is how many heartbeats may stay without an answer. The library
	// itself would wait for five.
	mostSilent = 2
	writeLimit = 10 * time.Second
	// settleLimit is how long the first heartbeat may take.
	settleLimit = 2 * time.Second
)

var (
	errSilent  = errors.New("heartbeats are not answered")
	errRestart = errors.New("told to connect again")
)

// watched is the gateway's connection. It breaks where the library would hang
// or wait for too long.
type watched struct {
	net.Conn
	session *discordgo.Session
	opening atomic.Bool // not all that a connection begins with was said

	settled bool // of Read: the first heartbeat is out

	// Of Write, which is called by one at a time.
	answered time.Time // when the last answer to a heartbeat came
	silent   int       // heartbeats since
}

// Read implements net.Conn. The library would wait for its own lock for ever if
// it was told to connect again while it connects.
func (w *watched) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	switch {
	case !w.opening.Load():
		w.settle()
	case err == nil && bytes.Contains(p[:n], []byte(`"op":7,`)):
		return 0, errors.Join(errRestart, w.Close())
	}
	return n, err
}

// settle waits for the first heartbeat, which the library sends by itself once
// the connection stands. What ends the connection before would make it wait
// for a lock that the library keeps for a second.
func (w *watched) settle() {
	for began := time.Now(); !w.settled; {
		if w.session.TryRLock() {
			w.settled = w.session.DataReady
			w.session.RUnlock()
		}
		if w.settled = w.settled || time.Since(began) > settleLimit; !w.settled {
			<-time.After(time.Millisecond)
		}
	}
}

// Write implements net.Conn. Once the connection stands, heartbeats are all
// that is written.
func (w *watched) Write(p []byte) (int, error) {
	if w.count(); w.silent >= mostSilent {
		return 0, errSilent // the library closes after a heartbeat that failed
	}
	if err := w.SetWriteDeadline(time.Now().Add(writeLimit)); err != nil {
		return 0, err
	}
	return w.Conn.Write(p)
}

// count counts the heartbeats that are not answered. While the library holds
// its lock it connects or closes, and what it writes is no heartbeat.
func (w *watched) count() {
	if !w.session.TryRLock() {
		return
	}
	answered := w.session.LastHeartbeatAck
	w.session.RUnlock()
	if answered.After(w.answered) {
		w.answered, w.silent = answered, 0
		return
	}
	w.silent++
}
