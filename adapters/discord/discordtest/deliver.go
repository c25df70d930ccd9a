package discordtest

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// key signs what is delivered.
func key() ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed([]byte("the seed of Discord, 32 letters."))
}

// PublicKey is the key of the application, as the developer portal shows it.
func PublicKey() string { return hex.EncodeToString(key().Public().(ed25519.PublicKey)) }

// doors are where interactions are delivered.
type doors struct {
	mu      sync.Mutex
	open    map[string]*pipes // those without a socket, by address
	to      []string          // in turns; none: interactions come over the gateway
	count   int
	waiting [][]byte
	works   bool
	last    []byte
	answers []int
}

// Deliver lets interactions be delivered to addresses, in turns, one after the
// other, instead of being told over the gateway.
func (s *Server) Deliver(addresses ...string) {
	s.doors.mu.Lock()
	defer s.doors.mu.Unlock()
	s.doors.to = addresses
}

// Deliveries are the codes that deliveries were answered with; 0: with nothing.
func (s *Server) Deliveries() []int {
	s.doors.mu.Lock()
	defer s.doors.mu.Unlock()
	return append([]int{}, s.doors.answers...)
}

// deliver queues an interaction, and reports false when there is no door.
func (s *Server) deliver(body []byte) bool {
	d := &s.doors
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.to) == 0 {
		return false
	}
	d.last, d.waiting = body, append(d.waiting, body)
	if !d.works {
		d.works = true
		go s.deliverAll()
	}
	return true
}

func (s *Server) deliverAll() {
	d := &s.doors
	for {
		d.mu.Lock()
		if len(d.waiting) == 0 {
			d.works = false
			d.mu.Unlock()
			return
		}
		body, to := d.waiting[0], d.to[d.count%len(d.to)]
		d.waiting, d.count = d.waiting[1:], d.count+1
		d.mu.Unlock()
		code, _ := s.Post(Delivery{To: to, Body: string(body), At: time.Now()})
		d.mu.Lock()
		d.answers = append(d.answers, code)
		d.mu.Unlock()
	}
}

// again delivers the last once more, and reports false when there is no door.
func (s *Server) again() bool {
	s.doors.mu.Lock()
	last := s.doors.last
	s.doors.mu.Unlock()
	return last != nil && s.deliver(last)
}

// Delivery is a request for a door.
type Delivery struct {
	To, Method, Body string // no method means POST
	At               time.Time
	Signature        string // empty: the right one
}

// Post makes a request, and returns the code it is answered with, and what else
// is said.
func (s *Server) Post(d Delivery) (code int, body string) {
	moment := strconv.FormatInt(d.At.Unix(), 10)
	if d.Signature == "" {
		d.Signature = hex.EncodeToString(ed25519.Sign(key(), []byte(moment+d.Body)))
	}
	if d.Method == "" {
		d.Method = http.MethodPost
	}
	r, err := http.NewRequest(d.Method, "http://"+d.To+"/", strings.NewReader(d.Body))
	if err != nil {
		return 0, ""
	}
	r.Header.Set("X-Signature-Timestamp", moment)
	r.Header.Set("X-Signature-Ed25519", d.Signature)
	client := &http.Client{Timeout: answerWithin, Transport: &http.Transport{DialContext: s.knock, DisableKeepAlives: true}}
	answered, err := client.Do(r)
	if err != nil {
		return 0, ""
	}
	defer answered.Body.Close()
	said := make([]byte, 1<<10)
	n, _ := answered.Body.Read(said)
	return answered.StatusCode, string(said[:n])
}

// knock connects to a door, with a socket or without.
func (s *Server) knock(ctx context.Context, network, address string) (net.Conn, error) {
	s.doors.mu.Lock()
	door := s.doors.open[address]
	s.doors.mu.Unlock()
	if door == nil {
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}
	here, there := net.Pipe()
	select {
	case door.knocks <- there:
		return here, nil
	case <-door.closed:
		return nil, errShut
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

var errShut = errors.New("nobody is there")

// Listen opens a door without a socket.
func (s *Server) Listen(_ context.Context, _, address string) (net.Listener, error) {
	s.doors.mu.Lock()
	defer s.doors.mu.Unlock()
	if s.doors.open == nil {
		s.doors.open = map[string]*pipes{}
	}
	p := &pipes{knocks: make(chan net.Conn), closed: make(chan struct{})}
	s.doors.open[address] = p
	return p, nil
}

// pipes is a listener without a socket.
type pipes struct {
	knocks chan net.Conn
	closed chan struct{}
	once   sync.Once
}

// Accept implements net.Listener.
func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.knocks:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

// Addr implements net.Listener.
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }

// Ping asks whether somebody is behind a door, as the developer portal does, and
// returns the code it is answered with.
func (s *Server) Ping(address string) int {
	code, _ := s.Post(Delivery{To: address, Body: `{"id":"5","application_id":"` + Bot + `","type":1,"token":"t","version":1}`, At: time.Now()})
	return code
}
