package redisstore

import (
	"context"
	"crypto/tls"
	"log/slog"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// DefaultPoolSize is how many connections a process keeps to a server, unless
// Options say otherwise. More were no faster on two cores, and the bot handles
// at most 80 things at once, none of which holds a connection for long.
const DefaultPoolSize = 16

const (
	// answerWait is longer than the worst pause of a healthy server (a
	// fork, a slow disk): shorter, and one slow second becomes a storm of
	// new connections. Contexts with a deadline cut it.
	answerWait = 3 * time.Second
	dialWait   = 3 * time.Second
	// retries may repeat a command whose answer was lost: a connection that
	// died with a restart of the server, READONLY after a failover. Scripts
	// are made for that, and a claim says that it must not be.
	retries      = 2
	shortestWait = 20 * time.Millisecond
	longestWait  = 300 * time.Millisecond
	// redirects of a cluster client count its retries as well; one more, as
	// a slot on its way asks for two.
	redirects = retries + 1
)

// connect builds the client for an address. It does not reach for the server.
func connect(a address, o Options) redis.UniversalClient {
	u := &redis.UniversalOptions{
		Addrs:            a.hosts,
		DB:               a.db,
		Username:         a.user,
		Password:         a.password,
		SentinelUsername: o.SentinelUser,
		SentinelPassword: o.SentinelPassword,
		MasterName:       a.master,
		ClientName:       "unknot",
		TLSConfig:        tlsConfig(a, o),

		// Without this a deadline would not reach the socket.
		ContextTimeoutEnabled: true,
		DialTimeout:           dialWait,
		DialerRetries:         1, // whoever is told that the store is away asks again
		ReadTimeout:           answerWait,
		WriteTimeout:          answerWait,
		MaxRetries:            retries,
		MinRetryBackoff:       shortestWait,
		MaxRetryBackoff:       longestWait,
		MaxRedirects:          redirects,

		// The pool may not grow beyond its size, and pipelines take their
		// connections from it too instead of from ten more of their own.
		PoolSize:         o.PoolSize,
		MaxActiveConns:   o.PoolSize,
		MinIdleConns:     1,
		PoolTimeout:      answerWait + time.Second,
		PipelinePoolSize: -1,

		// Most servers do not know these notifications, and each connection
		// would begin with an error that they count.
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
	}
	// The mode is what the URL says. redis.NewUniversalClient would guess it
	// from the number of addresses.
	switch a.mode {
	case cluster:
		c := u.Cluster()
		c.MaxRetries = -1 // it would multiply with the redirects
		// All our commands name their keys, or are sent to each master.
		c.DisableRoutingPolicies = true
		return redis.NewClusterClient(c)
	case sentinel:
		return redis.NewFailoverClient(u.Failover())
	default:
		return redis.NewClient(u.Simple())
	}
}

func tlsConfig(a address, o Options) *tls.Config {
	if !a.tls {
		return nil
	}
	if o.TLS != nil {
		return o.TLS.Clone()
	}
	return &tls.Config{MinVersion: tls.VersionTLS12}
}

// vendorLog passes on what go-redis has to say. It would write to the standard
// error otherwise.
type vendorLog struct{ log *slog.Logger }

func (v vendorLog) Printf(ctx context.Context, format string, _ ...any) {
	// The arguments stay out: nobody can promise what is in them.
	v.log.DebugContext(ctx, "go-redis", slog.String("says", format))
}

// eachMaster calls visit for every server that takes writes, one after the
// other, so that visit may gather results.
func eachMaster(ctx context.Context, client redis.UniversalClient, visit func(*redis.Client) error) error {
	var masters []*redis.Client
	switch c := client.(type) {
	case *redis.Client:
		masters = append(masters, c)
	case *redis.ClusterClient:
		var mu sync.Mutex // ForEachMaster calls side by side
		err := c.ForEachMaster(ctx, func(_ context.Context, m *redis.Client) error {
			mu.Lock()
			defer mu.Unlock()
			masters = append(masters, m)
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, m := range masters {
		if err := visit(m); err != nil {
			return err
		}
	}
	return nil
}
