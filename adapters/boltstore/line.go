package boltstore

import (
	"bufio"
	"encoding/gob"
	"errors"
	"io"
	"net"
)

// maxMessage bounds the memory that one message takes: more than any batch of
// changes or any document that is kept has.
const maxMessage = 16 << 20

var errTooLarge = errors.New("a message on the socket has more than 16 MB: ask for less at once")

// line is one connection, which carries one call at a time. Messages are
// encoded with gob, which puts their length before them.
type line struct {
	conn net.Conn
	in   *allowance
	out  *bufio.Writer
	enc  *gob.Encoder
	dec  *gob.Decoder
}

func newLine(conn net.Conn) *line {
	l := &line{conn: conn, in: &allowance{from: bufio.NewReader(conn)}, out: bufio.NewWriterSize(conn, 1<<16)}
	l.enc, l.dec = gob.NewEncoder(capped{l.out}), gob.NewDecoder(l.in)
	return l
}

// put encodes a message. It leaves when enough has come together, or with
// flush.
func (l *line) put(message any) error { return l.enc.Encode(message) }

func (l *line) flush() error { return l.out.Flush() }

// get waits for a message, which must be the zero value before.
func (l *line) get(message any) error {
	l.in.left = maxMessage + 1<<16 // its length, and the types that gob describes once
	return l.dec.Decode(message)
}

// allowance is a reader that ends with errTooLarge when it has given all that
// it may. Having ReadByte, it is used by gob without a buffer that would read
// ahead into the next message.
type allowance struct {
	from *bufio.Reader
	left int
}

func (a *allowance) Read(p []byte) (int, error) {
	if len(p) > a.left {
		return 0, errTooLarge
	}
	n, err := a.from.Read(p)
	a.left -= n
	return n, err
}

func (a *allowance) ReadByte() (byte, error) {
	if a.left < 1 {
		return 0, errTooLarge
	}
	a.left--
	return a.from.ReadByte()
}

// capped refuses a message that the other side would not take. gob writes
// each in one piece.
type capped struct{ to io.Writer }

func (c capped) Write(p []byte) (int, error) {
	if len(p) > maxMessage {
		return 0, errTooLarge
	}
	return c.to.Write(p)
}
