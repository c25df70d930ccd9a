package console

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode"
)

// maxLine is how many characters of a line count; the rest is dropped. It is
// far above any answer and keeps a runaway pipe from filling the memory.
const maxLine = 4096

// stopWait is how long the end of Run waits for a read that was told to stop,
// in case the input does not keep to what closing means.
const stopWait = time.Second

// source reads lines in a goroutine of its own, because a read cannot be
// given up by a context.
type source struct {
	in    io.Reader
	lines chan string   // closed when there are no more
	err   error         // why, if not by the end of the input; valid then
	quit  chan struct{} // closed when nobody wants more
	ended chan struct{} // closed when the goroutine is gone
}

func open(in io.Reader) *source {
	s := &source{in: in, lines: make(chan string), quit: make(chan struct{}), ended: make(chan struct{})}
	go s.pump()
	return s
}

func (s *source) pump() {
	defer close(s.lines)
	defer close(s.ended) // first, so that nobody closes an input that has ended
	in := bufio.NewReader(s.in)
	for {
		line, err := readLine(in)
		if strings.TrimSpace(line) != "" {
			select {
			case s.lines <- line:
			case <-s.quit:
				return
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				s.err = fmt.Errorf("console: read input: %w", err)
			}
			return
		}
	}
}

// close ends the goroutine where the input allows it.
func (s *source) close() {
	close(s.quit)
	select {
	case <-s.ended:
		return
	default:
	}
	if !s.interrupt() {
		return
	}
	select {
	case <-s.ended:
	case <-time.After(stopWait):
	}
}

// interrupt makes a waiting read return and says whether it could.
func (s *source) interrupt() bool {
	if d, ok := s.in.(interface{ SetReadDeadline(t time.Time) error }); ok && d.SetReadDeadline(time.Now()) == nil {
		return true
	}
	if _, ok := s.in.(*os.File); ok {
		return false // standard input: closing it would not wake the read
	}
	c, ok := s.in.(io.Closer)
	return ok && c.Close() == nil
}

// readLine returns the next line without its end. The last line of the input
// comes with the error that ended it.
func readLine(in *bufio.Reader) (string, error) {
	var b strings.Builder
	for n := 0; ; n++ {
		r, _, err := in.ReadRune()
		if err != nil || r == '\n' {
			return clean(strings.TrimSuffix(b.String(), "\r")), err
		}
		if n < maxLine {
			b.WriteRune(r)
		}
	}
}

// clean replaces what is not text: a control character other than a tab by a
// space, so that nothing typed or quoted can steer a terminal, and bytes that
// are not UTF-8 by the replacement character.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}
