package discordtest

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// packet is what goes over the gateway.
type packet struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int            `json:"s"`
	Type *string         `json:"t"`
}

// The operations of the gateway.
const (
	opDispatch  = 0
	opHeartbeat = 1
	opIdentify  = 2
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// line is the gateway: one session that outlives its connections.
type line struct {
	mu        sync.Mutex
	at        string // its address
	beat      time.Duration
	remaining int           // how many may still be begun
	news      chan struct{} // closed when something changed
	log       []packet      // everything that happened, in order
	sent      int           // how much of it was sent
	conns     map[*conn]bool
	current   *conn // the one that is told what happens
	raw       map[net.Conn]bool
	gone      bool

	identified, resumed int
	identity            json.RawMessage // of the last identify

	instead  []packet // sent, one each, in place of READY or RESUMED
	refusing []int    // close codes, one each, in place of READY or RESUMED
	deaf     bool     // heartbeats are not answered
	mute     bool     // nothing is said at all
	absent   bool     // connections are not taken
}

type start struct {
	URL   string `json:"url"`
	Limit struct {
		Remaining int `json:"remaining"`
		Reset     int `json:"reset_after"`
	} `json:"session_start_limit"`
}

func (l *line) address() start {
	l.mu.Lock()
	defer l.mu.Unlock()
	a := start{URL: l.at}
	a.Limit.Remaining, a.Limit.Reset = l.remaining, 3_600_000
	l.remaining = max(l.remaining, 1) // it is refilled after the pause
	return a
}

func (l *line) admit(c net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.absent || l.gone {
		return false
	}
	if l.raw == nil {
		l.raw, l.conns = map[net.Conn]bool{}, map[*conn]bool{}
	}
	l.raw[c] = true
	return true
}

// wake tells connections that something changed. Called with the lock.
func (l *line) wake() {
	close(l.news)
	l.news = make(chan struct{})
}

// conn is one connection.
type conn struct {
	*websocket.Conn
	line *line
	turn chan struct{} // full while somebody writes
}

func (s *Server) accept(raw net.Conn) {
	defer raw.Close()
	from := bufio.NewReader(raw)
	r, err := http.ReadRequest(from)
	if err != nil {
		return
	}
	s.attend(&hijacked{ResponseRecorder: httptest.NewRecorder(), conn: raw, from: from}, r)
}

// attend speaks to one client until it is gone.
func (s *Server) attend(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	raw := ws.UnderlyingConn()
	if !s.line.admit(raw) {
		_ = raw.Close()
		return
	}
	defer raw.Close()
	// A close is not answered: the client closes a second later by itself.
	ws.SetCloseHandler(func(int, string) error { return nil })
	c := &conn{Conn: ws, line: &s.line, turn: make(chan struct{}, 1)}
	s.line.mu.Lock()
	s.line.conns[c] = true
	hello, mute := s.line.beat, s.line.mute
	s.line.mu.Unlock()
	defer c.leave()
	if !mute {
		_ = c.write(packet{Op: opHello, Data: marshal(struct {
			Beat int64 `json:"heartbeat_interval"`
		}{hello.Milliseconds()})})
	}
	go c.send()
	for {
		var p packet
		if c.ReadJSON(&p) != nil {
			break
		}
		c.hear(p)
	}
	_, _ = io.Copy(io.Discard, raw) // until the client closes
}

func (c *conn) leave() {
	c.line.mu.Lock()
	defer c.line.mu.Unlock()
	delete(c.line.conns, c)
	c.line.wake()
}

func (c *conn) write(p packet) error {
	c.turn <- struct{}{}
	defer func() { <-c.turn }()
	return c.WriteJSON(p)
}

// hear does what the client says.
func (c *conn) hear(p packet) {
	switch p.Op {
	case opHeartbeat:
		c.line.mu.Lock()
		deaf := c.line.deaf
		c.line.mu.Unlock()
		if !deaf {
			_ = c.write(packet{Op: opAck})
		}
	case opIdentify:
		c.begin(p.Data, "READY")
	case opResume:
		c.begin(p.Data, "RESUMED")
	}
}

// begin answers an identify or a resume.
func (c *conn) begin(data json.RawMessage, as string) {
	l := c.line
	l.mu.Lock()
	if l.mute {
		l.mu.Unlock()
		return
	}
	if code, ok := first(&l.refusing); ok {
		l.mu.Unlock()
		c.close(code)
		return
	}
	if p, ok := first(&l.instead); ok {
		l.mu.Unlock()
		_ = c.write(p)
		return
	}
	l.current = nil
	from := c.counted(data, as)
	l.mu.Unlock()
	seq := from
	_ = c.write(packet{Op: opDispatch, Seq: &seq, Type: &as, Data: ready(as)})
	l.mu.Lock()
	l.current = c
	l.wake()
	l.mu.Unlock()
}

// counted notes a beginning, and where it begins. Called with the lock. After
// a resume everything behind the last that the client has is sent again.
func (c *conn) counted(data json.RawMessage, as string) int {
	if as == "READY" {
		c.line.identified++
		c.line.identity = data
		return c.line.sent
	}
	c.line.resumed++
	var resume struct {
		Seq int `json:"seq"`
	}
	_ = json.Unmarshal(data, &resume)
	c.line.sent = min(resume.Seq, len(c.line.log))
	return c.line.sent
}

func ready(as string) json.RawMessage {
	if as == "RESUMED" {
		return json.RawMessage(`{}`)
	}
	return json.RawMessage(`{"v":9,"session_id":"s1","user":{"id":"` + Bot + `","bot":true},"guilds":[],"application":{"id":"` + Bot + `","flags":0}}`)
}

// send sends what happens, until the connection is gone.
func (c *conn) send() {
	l := c.line
	for {
		l.mu.Lock()
		news, here := l.news, l.conns[c]
		var p packet
		more := here && l.current == c && l.sent < len(l.log)
		if more {
			l.sent++
			p = l.log[l.sent-1]
			seq := l.sent
			p.Seq = &seq
		}
		l.mu.Unlock()
		switch {
		case more:
			if c.write(p) != nil {
				return
			}
		case !here:
			return
		default:
			<-news
		}
	}
}

func (c *conn) close(code int) {
	c.turn <- struct{}{}
	defer func() { <-c.turn }()
	_ = c.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, "closed"), time.Now().Add(time.Second))
	_ = c.UnderlyingConn().Close()
}

func first[T any](all *[]T) (v T, ok bool) {
	if len(*all) == 0 {
		return v, false
	}
	v, *all = (*all)[0], (*all)[1:]
	return v, true
}

func marshal(value any) json.RawMessage {
	text, _ := json.Marshal(value)
	return text
}

// dispatch lets something happen. Called with the server's lock or without.
func (s *Server) dispatch(kind string, data json.RawMessage) {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	s.line.log = append(s.line.log, packet{Op: opDispatch, Type: &kind, Data: data})
	s.line.wake()
}

// Happened is the last that happened, as the bot is told of it.
func (s *Server) Happened() string {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	return string(s.line.log[len(s.line.log)-1].Data)
}

// Redeliver sends the last that happened once more, or where interactions are
// delivered the last of these.
func (s *Server) Redeliver() {
	if s.again() {
		return
	}
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	s.line.log = append(s.line.log, s.line.log[len(s.line.log)-1])
	s.line.wake()
}

func (s *Server) close() {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	s.line.gone = true
	for c := range s.line.raw {
		_ = c.Close()
	}
	clear(s.line.conns)
	s.line.wake()
}
