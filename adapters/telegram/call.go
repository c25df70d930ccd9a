package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"unknot/adapters/border"
)

// How long a call may take. A poll is held open by Telegram for pollTime.
const (
	pollTime  = 50 * time.Second
	pollLimit = pollTime + 15*time.Second
	sendLimit = 20 * time.Second
	tellLimit = 5 * time.Second // answers to presses, which nobody misses
)

// longestAnswer is far above what a hundred updates need.
const longestAnswer = 32 << 20

// caller makes calls. It is the only one that knows the token.
type caller struct {
	token    string
	endpoint string
	client   *http.Client
}

// elsewhere reports whether calls go to another address than Telegram's own.
func (c *caller) elsewhere() bool { return !strings.HasPrefix(c.endpoint, DefaultAPI+"/") }

// newClient returns a client that follows nobody elsewhere: the token is in
// the address.
func newClient(transport http.RoundTripper) *http.Client {
	if transport == nil {
		transport = newTransport()
	}
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func newTransport() *http.Transport {
	t := &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		ForceAttemptHTTP2:   true,
		MaxIdleConnsPerHost: 32,
		IdleConnTimeout:     30 * time.Second,
		TLSHandshakeTimeout: 10 * time.Second,
		// A connection that died silently would else be used again and again.
		HTTP2: &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 10 * time.Second},
	}
	return t
}

// call calls a method and returns its result. Files that are not there yet are
// uploaded. Every error is a *callError or an *answerError, and none holds the
// token.
func (c *caller) call(ctx context.Context, limit time.Duration, method string, params tgbotapi.Params, files ...tgbotapi.RequestFile) (json.RawMessage, error) {
	if err := ctx.Err(); err != nil {
		return nil, &callError{method: method, cause: err}
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	bound := &bound{ctx: ctx, client: c.client}
	api := &tgbotapi.BotAPI{Token: c.token, Client: bound}
	api.SetAPIEndpoint(c.endpoint)
	response, err := request(api, method, params, files)
	if err == nil {
		return response.Result, nil
	}
	var said *tgbotapi.Error
	if errors.As(err, &said) {
		if len(files) > 0 { // the library leaves the code of an upload out
			said.Code = int(bound.status.Load())
		}
		if said.Code != 0 || said.RetryAfter > 0 {
			return nil, newAnswerError(method, said)
		}
	}
	return nil, &callError{method: method, cause: border.Cause(ctx, err), begun: bound.begun.Load()}
}

func request(api *tgbotapi.BotAPI, method string, params tgbotapi.Params, files []tgbotapi.RequestFile) (*tgbotapi.APIResponse, error) {
	if len(files) == 0 {
		return api.MakeRequest(method, params)
	}
	return api.UploadFiles(method, params, files)
}

// bound gives the library's requests a context, and notes whether one came so
// far that Telegram may have read it.
type bound struct {
	ctx    context.Context
	client *http.Client
	begun  atomic.Bool
	status atomic.Int64 // the code of the answer
}

// Do implements tgbotapi.HTTPClient.
func (b *bound) Do(r *http.Request) (*http.Response, error) {
	ctx := httptrace.WithClientTrace(b.ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { b.begun.Store(true) },
	})
	response, err := b.client.Do(r.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	b.status.Store(int64(response.StatusCode))
	b.begun.Store(true) // also with a transport that tells nothing
	response.Body = limited{io.LimitReader(response.Body, longestAnswer), response.Body}
	return response, nil
}

// limited is a body that ends early enough for the memory.
type limited struct {
	io.Reader
	io.Closer
}
