package discord

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"unknot/bot"
)

// Options says which bot on Discord this is.
type Options struct {
	Token  string       // of the bot, from the developer portal
	API    string       // another address than DefaultAPI, for a proxy of one's own
	Shards int          // into how many parts the servers are split; 0 means one
	Log    *slog.Logger // nil logs nothing; it never gets a token, nor what was written or sent

	// PublicKey and Listen, which go together, are for interactions that Discord
	// delivers by itself: the key of the application that they are signed with,
	// and the address where they arrive. Neither: they come over the gateway.
	PublicKey, Listen string

	// Introductions has the commands to list, in each language, the first for
	// everybody whose language is not among the others. None: what is listed
	// stays as it is.
	Introductions []bot.Introduction
	// Complete says how a command may go on; nil: nobody knows.
	Complete func(command, typed string) []bot.Completion

	Transport http.RoundTripper                                                        // nil for a transport of our own
	Dial      func(ctx context.Context, network, address string) (net.Conn, error)     // of the gateway; nil for that of net
	Door      func(ctx context.Context, network, address string) (net.Listener, error) // for Listen; nil for that of net
}

// DefaultAPI is Discord's own address, up to and including the version.
const DefaultAPI = "https://discord.com/api/v10"

// Permissions is what the bot asks of a server it is added to: to see channels
// and to write into the one that was chosen. Answers that one person sees need
// none.
const Permissions = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages

// MostShards is far above what one process should serve.
const MostShards = 64

// Discord is the bot's adapter for Discord. Send is safe for use by many
// goroutines; Run is called by one at a time.
type Discord struct {
	caller caller
	dial   func(ctx context.Context, network, address string) (net.Conn, error)
	shards int
	log    *slog.Logger
	open   ways
	rooms  rooms
	lately lately
	pace   pace
	door   *door                                                                // nil: interactions come over the gateway
	turn   func(ctx context.Context, connect func(context.Context) error) error // nil: nobody else is connected

	unreadable atomic.Int64 // how many events were skipped

	commands []command
	complete func(command, typed string) []bot.Completion
}

var _ bot.Adapter = (*Discord)(nil)

// Errors of New. None tells the value: it may be the token.
var (
	errToken  = errors.New("UNKNOT_DISCORD_TOKEN is no token: copy it from the developer portal, under Bot, after Reset Token; it has two dots in it")
	errAPI    = errors.New("--discord-api (UNKNOT_DISCORD_API) is no address: write one up to and including the version, such as " + DefaultAPI)
	errShards = errors.New("--discord-shards (UNKNOT_DISCORD_SHARDS) is no number from 1 to 64")
)

// New returns an adapter. It makes no call: Run does.
func New(o Options) (*Discord, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	base, err := base(o.API)
	door, errDoor := newDoor(o)
	switch {
	case !regexp.MustCompile(`^[\w-]+\.[\w-]+\.[\w-]+$`).MatchString(o.Token):
		return nil, errToken
	case err != nil:
		return nil, err
	case o.Shards < 0 || o.Shards > MostShards:
		return nil, errShards
	case errDoor != nil:
		return nil, errDoor
	}
	d := &Discord{
		caller: newCaller(o.Token, base, o.Transport),
		dial:   o.Dial,
		shards: max(o.Shards, 1),
		log:    o.Log,
		door:   door,

		commands: commandsOf(o.Introductions, o.Complete != nil),
		complete: o.Complete,
	}
	if d.dial == nil {
		d.dial = (&net.Dialer{}).DialContext
	}
	return d, nil
}

// base returns the address that all paths are put behind.
func base(api string) (string, error) {
	if api == "" {
		api = DefaultAPI
	}
	u, err := url.Parse(api)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", errAPI
	}
	return strings.TrimRight(api, "/") + "/", nil
}

// What Discord bears: discord.com/developers/docs/topics/rate-limits. It counts
// 10,000 invalid answers in ten minutes before it shuts an address out; we stop
// far below.
const (
	platformsID = "discord"
	maxText     = 2000 // characters, the markup counted
	ratePerSec  = 50
	forAnswers  = 10
	burst       = 5
	rateSlack   = 250 * time.Millisecond
	mostInvalid = 2000
	invalidIn   = 10 * time.Minute
)

// Capabilities implements bot.Sender. A message outside of an interaction that
// is sent twice within a few minutes arrives once: it has a nonce.
func (d *Discord) Capabilities() bot.Capabilities {
	return bot.Capabilities{
		Name: platformsID, MaxText: maxText, Buttons: true, Edit: true, Idempotent: true, Files: true, Pictures: true,
		Limit: bot.Limit{
			Rate: ratePerSec, Answers: forAnswers, Burst: burst, Slack: rateSlack,
			Invalid: mostInvalid, InvalidIn: invalidIn,
		},
	}
}

// Run implements bot.Adapter. It ends with the context, or with a
// *RefusedError when Discord does not let the bot in, or when its door cannot
// be opened. Everything else is tried again.
func (d *Discord) Run(ctx context.Context, h bot.Handler) error {
	defer d.caller.close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	in := newIntake(ctx, d, h)
	defer in.wait()
	if len(d.commands) > 0 {
		in.group.Go(func() { d.present(ctx) })
	}
	var connected error
	var gateway sync.WaitGroup
	gateway.Go(func() {
		connected = d.connect(ctx, in)
		cancel()
	})
	err := d.door.open(ctx, in)
	cancel()
	gateway.Wait()
	if errors.Is(connected, bot.ErrRefused) {
		return connected
	}
	return err
}
