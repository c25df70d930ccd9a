package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log"
	"log/slog"
	"math/bits"
	"net"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"unknot/adapters/border"
)

const (
	// longestInteraction is far above what one needs: a press brings the
	// message that was pressed with it.
	longestInteraction = 256 << 10
	// mostApart is how far the moment of a request may be from our clock. What
	// was taken down on the way is worth nothing after it.
	mostApart = 3 * time.Minute

	signatureHeader = "X-Signature-Ed25519"
	momentHeader    = "X-Signature-Timestamp"
)

// door is where Discord delivers interactions when it is given an address for
// them, instead of telling them over the gateway. Any number of processes may
// have one: each answers what it gets.
//
// A request is answered with 202 as soon as it is queued, and the person over
// REST, as with the gateway: only there Discord says which message the answer
// became, and it must be known to be changed later.
type door struct {
	key       ed25519.PublicKey // of the application: what it signed comes from Discord
	address   string
	listen    func(ctx context.Context, network, address string) (net.Listener, error)
	log       *slog.Logger
	strangers atomic.Int64
}

var errDoor = errors.New("UNKNOT_DISCORD_PUBLIC_KEY and --discord-listen (UNKNOT_DISCORD_LISTEN) go together: the public key of the application, 64 digits and letters from the developer portal under General Information, and an address to listen on, such as 127.0.0.1:8082")

// newDoor returns nil when interactions come over the gateway.
func newDoor(o Options) (*door, error) {
	if o.PublicKey == "" && o.Listen == "" {
		return nil, nil
	}
	key, err := hex.DecodeString(o.PublicKey)
	_, port, errPort := net.SplitHostPort(o.Listen)
	if _, errNumber := strconv.ParseUint(port, 10, 16); err != nil || errPort != nil || errNumber != nil || len(key) != ed25519.PublicKeySize {
		return nil, errDoor
	}
	d := &door{key: key, address: o.Listen, listen: o.Door, log: o.Log}
	if d.listen == nil {
		d.listen = (&net.ListenConfig{}).Listen
	}
	return d, nil
}

// open lets interactions in until ctx ends. Without a door it only waits.
func (d *door) open(ctx context.Context, in *intake) error {
	if d == nil {
		<-ctx.Done()
		return ctx.Err()
	}
	listener, err := d.listen(ctx, "tcp", d.address)
	if err != nil {
		err = &callError{what: "listen on the address of --discord-listen (UNKNOT_DISCORD_LISTEN)", cause: border.Cause(ctx, err)}
		d.log.ErrorContext(ctx, err.Error())
		return err
	}
	server := d.server(ctx, in)
	var closing sync.WaitGroup
	ended, end := context.WithCancel(ctx)
	closing.Go(func() {
		<-ended.Done()
		_ = server.Shutdown(context.WithoutCancel(ctx)) // whoever waits for it has a limit
	})
	err = server.Serve(listener)
	end()
	closing.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &callError{what: "listen", cause: border.Cause(ctx, err)}
}

// server answers while ctx lives. What was queued goes on without the request
// that brought it.
func (d *door) server(ctx context.Context, in *intake) *http.Server {
	take := func(w http.ResponseWriter, r *http.Request) { d.serve(ctx, in, w, r) }
	return &http.Server{
		Handler:           http.HandlerFunc(take),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      15 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(io.Discard, "", 0), // it tells addresses
	}
}

// serve answers one request.
func (d *door) serve(ctx context.Context, in *intake, w http.ResponseWriter, r *http.Request) {
	raw, refused := d.read(w, r)
	if refused != 0 {
		d.strange(ctx)
		w.WriteHeader(refused)
		return
	}
	if isPing(raw) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"type":1}`)
		return
	}
	i, err := readInteraction(raw)
	switch {
	case err != nil:
		in.d.unreadable.Add(1)
		d.log.ErrorContext(ctx, "discord: an interaction is skipped", slog.String("why", err.Error()))
		w.WriteHeader(http.StatusBadRequest)
	case ctx.Err() != nil, !taken(ctx, in, i):
		w.WriteHeader(http.StatusServiceUnavailable)
	default:
		w.WriteHeader(http.StatusAccepted)
	}
}

func taken(ctx context.Context, in *intake, i *interaction) (taken bool) {
	err := border.Guarded(func() error { taken = in.interacted(ctx, i); return nil })
	return taken && err == nil
}

// read returns the body of a request that Discord signed a moment ago, or the
// code to refuse it with. Nothing is read of what cannot be such a request.
func (d *door) read(w http.ResponseWriter, r *http.Request) (raw []byte, refused int) {
	moment := r.Header.Get(momentHeader)
	signature, err := hex.DecodeString(r.Header.Get(signatureHeader))
	switch {
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		return nil, http.StatusMethodNotAllowed
	case err != nil, len(signature) != ed25519.SignatureSize, !recent(moment, time.Now()):
		return nil, http.StatusUnauthorized
	}
	raw, err = io.ReadAll(http.MaxBytesReader(w, r.Body, longestInteraction))
	if _, long := errors.AsType[*http.MaxBytesError](err); long {
		return nil, http.StatusRequestEntityTooLarge
	}
	if err != nil {
		return nil, http.StatusBadRequest
	}
	if !ed25519.Verify(d.key, append([]byte(moment), raw...), signature) {
		return nil, http.StatusUnauthorized
	}
	return raw, 0
}

// recent reports whether a moment, in seconds since 1970, is about now.
func recent(moment string, now time.Time) bool {
	seconds, err := strconv.ParseInt(moment, 10, 64)
	apart := now.Sub(time.Unix(seconds, 0))
	return err == nil && apart.Abs() <= mostApart
}

// isPing reports whether Discord only asks whether somebody is there.
func isPing(raw []byte) bool {
	var p struct {
		Kind int `json:"type"`
	}
	return json.Unmarshal(raw, &p) == nil && p.Kind == kindPing
}

// strange counts what is not of Discord, and tells of the first, second, fourth,
// eighth and so on. Discord itself tries now and then whether it is refused.
func (d *door) strange(ctx context.Context) {
	if n := d.strangers.Add(1); bits.OnesCount64(uint64(n)) == 1 {
		d.log.WarnContext(ctx, "discord: refused what Discord did not sign", slog.Int64("so far", n))
	}
}

// Strange returns how many requests were refused because Discord had not signed
// them, or not just now.
func (d *Discord) Strange() int64 {
	if d.door == nil {
		return 0
	}
	return d.door.strangers.Load()
}
