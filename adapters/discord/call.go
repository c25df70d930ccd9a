package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"unknot/adapters/border"
	"unknot/bot"
)

// How long a call may take. An answer to an interaction is worth nothing after
// three seconds.
const (
	sendLimit   = 20 * time.Second
	answerLimit = 4 * time.Second
)

// longestAnswer is far above what any call returns.
const longestAnswer = 8 << 20

// caller makes calls. It keeps nothing of any of them: the library's own
// limiter would keep something for every token, and would let one request of a
// kind wait for another.
type caller struct {
	base      string
	session   *discordgo.Session
	transport http.RoundTripper
	gate      *gate
}

func newCaller(token, base string, transport http.RoundTripper) caller {
	if transport == nil {
		transport = newTransport()
	}
	// It has no connection and never gets one. New fails never.
	session, _ := discordgo.New("Bot " + token)
	session.LogLevel = silent
	return caller{base: base, session: session, transport: transport, gate: &gate{}}
}

// silent is below every level at which the library logs.
const silent = -1

func newTransport() *http.Transport {
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		ForceAttemptHTTP2:   true,
		MaxIdleConnsPerHost: 64,
		IdleConnTimeout:     30 * time.Second,
		TLSHandshakeTimeout: 10 * time.Second,
		// A connection that died silently would else be used again and again.
		HTTP2: &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 10 * time.Second},
	}
}

func (c *caller) close() { (&http.Client{Transport: c.transport}).CloseIdleConnections() }

// request is one call. The path may hold a token, so errors tell what it is.
type request struct {
	what       string
	method     string
	path       string
	body       any // nil for none
	file       *bot.File
	repeatable bool          // once more does no harm
	limit      time.Duration // 0 means sendLimit
}

// call makes a call and returns its answer. Every error is a *callError or an
// *answerError, and none holds a token.
func (c *caller) call(ctx context.Context, r request) (json.RawMessage, error) {
	if err := ctx.Err(); err != nil {
		return nil, &callError{what: r.what, cause: err}
	}
	kind, body, err := r.encode()
	if err != nil {
		return nil, &callError{what: r.what, cause: err}
	}
	if r.limit == 0 {
		r.limit = sendLimit
	}
	ctx, cancel := context.WithTimeout(ctx, r.limit)
	defer cancel()
	if err := c.gate.enter(ctx); err != nil {
		return nil, shutOut(r, err)
	}
	b := &bound{transport: c.transport}
	defer c.gate.leave(b)
	answer, err := c.session.RequestWithLockedBucket(r.method, c.base+r.path, kind, body,
		discordgo.NewRatelimiter().LockBucket(""), 0,
		discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0),
		discordgo.WithClient(&http.Client{Transport: b, CheckRedirect: stay}))
	switch {
	case err == nil:
		return answer, nil
	case b.status >= 300:
		return nil, b.answerError(r, err)
	}
	return nil, &callError{what: r.what, cause: border.Cause(ctx, err), begun: b.begun.Load()}
}

// stay follows nobody elsewhere: the token would come along.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// encode returns the body with its type: JSON, or several parts with a file.
func (r request) encode() (kind string, body []byte, err error) {
	switch {
	case r.body == nil:
		return "", nil, nil
	case r.file == nil:
		body, err = json.Marshal(r.body)
		return "application/json", body, err
	}
	return discordgo.MultipartBodyWithJSON(r.body, []*discordgo.File{
		{Name: r.file.Name, ContentType: r.file.Type, Reader: bytes.NewReader(r.file.Data)},
	})
}

// bound is the transport of one call. It notes whether the request came so far
// that Discord may have read it, and what the answer's head says.
type bound struct {
	transport http.RoundTripper
	begun     atomic.Bool
	status    int
	wait      time.Duration // what a 429 demands
	global    bool          // of the whole bot, or of its address
	shared    bool          // because of what others did
	shut      bool          // not Discord demands it, but who stands before it
}

// RoundTrip implements http.RoundTripper.
func (b *bound) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx := httptrace.WithClientTrace(r.Context(), &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { b.begun.Store(true) },
	})
	response, err := b.transport.RoundTrip(r.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	b.begun.Store(true)
	b.look(response)
	response.Body = limited{io.LimitReader(response.Body, longestAnswer), response.Body}
	return response, nil
}

// look notes what the head of an answer says, and hides the limits from the
// library, which would fail over one that it cannot read.
func (b *bound) look(response *http.Response) {
	head := response.Header
	b.status = response.StatusCode
	if seconds, err := strconv.ParseFloat(head.Get("Retry-After"), 64); err == nil {
		b.wait = time.Duration(seconds * float64(time.Second))
	}
	b.global = head.Get("X-RateLimit-Global") != "" || head.Get("X-RateLimit-Scope") == "global"
	b.shared = head.Get("X-RateLimit-Scope") == "shared"
	for _, name := range []string{"Remaining", "Reset", "Global", "Reset-After"} {
		head.Del("X-RateLimit-" + name)
	}
}

// limited is a body that ends early enough for the memory.
type limited struct {
	io.Reader
	io.Closer
}

// answerError makes an error of an answer. Of its body only the numbers are
// looked at: the rest may quote a message.
func (b *bound) answerError(r request, err error) *answerError {
	e := &answerError{what: r.what, status: b.status, wait: b.wait, global: b.global, shared: b.shared, repeatable: r.repeatable}
	if limit, ok := errors.AsType[*discordgo.RateLimitError](err); ok {
		e.wait = max(e.wait, limit.RetryAfter)
		return e
	}
	if b.status == http.StatusTooManyRequests { // not Discord says so, but who stands before it
		e.global, b.shut = true, true
		return e
	}
	if rest, ok := errors.AsType[*discordgo.RESTError](err); ok && rest.Message != nil {
		e.code = rest.Message.Code
	}
	return e
}
