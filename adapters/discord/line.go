package discord

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"unknot/adapters/border"
)

const (
	// openLimit is how long a connection may take to stand.
	openLimit = time.Minute
	// giveUp is how long the library may take to notice that a connection is
	// closed. It sleeps for a second when it closes one.
	giveUp = 5 * time.Second
	// mostFailures is how often in a row a line is tried before it is left.
	mostFailures = 5
)

var errStuck = errors.New("the library hangs")

// line is a session of the library with one connection at a time. It never
// connects again by itself, keeps no state, and reads what comes one after the
// other.
type line struct {
	session *discordgo.Session
	down    chan struct{} // has one when the connection is lost
	failed  int           // how often in a row it did not connect

	mu   sync.Mutex
	conn *watched
}

func (d *Discord) newLine(ctx context.Context, in *intake, shard int, address string) *line {
	s, _ := discordgo.New(d.caller.session.Token) // fails never
	l := &line{session: s, down: make(chan struct{}, 1)}
	// Interactions need none. That it was removed from a server the bot hears
	// with those about servers, and it looks at no other of them.
	s.Identify.Intents = discordgo.IntentsDirectMessages | discordgo.IntentsGuilds
	s.ShardID, s.ShardCount = shard, d.shards
	s.StateEnabled, s.Compress = false, false
	s.ShouldReconnectOnError, s.ShouldReconnectVoiceOnSessionError = false, false
	s.SyncEvents = true
	s.LogLevel = silent
	s.Client = &http.Client{Transport: signpost(address)}
	dialer := *s.Dialer
	s.Dialer = &dialer
	l.way(ctx, d, address)
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) { in.receive(in.life, e) })
	s.AddHandler(func(*discordgo.Session, *discordgo.Connect) { l.stand() })
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { l.lost() })
	return l
}

// way sets how the gateway is reached: straight, or over the proxy that the
// environment names, where the library's websocket has to do the TLS itself.
func (l *line) way(ctx context.Context, d *Discord, address string) {
	plain := func(_ context.Context, network, address string) (net.Conn, error) {
		ctx, cancel := context.WithTimeout(ctx, openLimit)
		defer cancel()
		conn, err := d.dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return l.watch(conn), nil
	}
	sealed := func(_ context.Context, network, address string) (net.Conn, error) {
		ctx, cancel := context.WithTimeout(ctx, openLimit)
		defer cancel()
		conn, err := d.dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		host, _, _ := net.SplitHostPort(address)
		secure := tls.Client(conn, &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12})
		if err := secure.HandshakeContext(ctx); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
		return l.watch(secure), nil
	}
	l.session.Dialer.NetDialContext = plain
	l.session.Dialer.Proxy = http.ProxyFromEnvironment
	if straight(address) {
		l.session.Dialer.Proxy, l.session.Dialer.NetDialTLSContext = nil, sealed
	}
}

// straight reports whether the environment names no proxy for an address.
func straight(address string) bool {
	ask, err := http.NewRequest(http.MethodGet, strings.Replace(address, "ws", "http", 1), nil)
	if err != nil {
		return false
	}
	proxy, err := http.ProxyFromEnvironment(ask)
	return err == nil && proxy == nil
}

func (l *line) watch(conn net.Conn) net.Conn {
	w := &watched{Conn: conn, session: l.session}
	w.opening.Store(true)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.conn = w
	return w
}

// signpost answers the library's question where the gateway is.
type signpost string

// RoundTrip implements http.RoundTripper.
func (address signpost) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := json.Marshal(struct {
		URL string `json:"url"`
	}{string(address)})
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{}, Request: r,
		ProtoMajor: 1, ProtoMinor: 1, Body: io.NopCloser(bytes.NewReader(answer)),
	}, err
}

// connect connects, and resumes what was before. The library waits for its
// first messages without end and with its lock held, so that its connection is
// taken from under it when that takes too long. One that hangs even then has
// to be left behind with its goroutine: errStuck.
func (l *line) connect(ctx context.Context) error {
	select {
	case <-l.down: // told twice
	default:
	}
	ctx, cancel := context.WithTimeout(ctx, openLimit)
	defer cancel()
	result := make(chan error, 1)
	go func() { result <- border.Guarded(l.session.Open) }()
	select {
	case err := <-result:
		return l.opened(err)
	case <-ctx.Done():
	}
	l.hangUp()
	select {
	case err := <-result:
		return l.opened(err)
	case <-time.After(giveUp):
		return errStuck
	}
}

func (l *line) opened(err error) error {
	if err != nil && !errors.Is(err, discordgo.ErrWSAlreadyOpen) {
		return err
	}
	l.failed = 0
	return nil
}

// stand is called by the library before it reads on.
func (l *line) stand() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.conn.opening.Store(false)
}

// wait waits until the connection is lost. At the end of ctx it closes it.
func (l *line) wait(ctx context.Context) {
	select {
	case <-l.down:
		return
	case <-ctx.Done():
	}
	l.hangUp()
	select {
	case <-l.down:
	case <-time.After(giveUp):
	}
}

func (l *line) hangUp() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conn != nil {
		_ = l.conn.Close() // the library learns of it by its next read
	}
}

func (l *line) lost() {
	select {
	case l.down <- struct{}{}:
	default:
	}
}
