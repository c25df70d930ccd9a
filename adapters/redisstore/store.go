package redisstore

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/redis/go-redis/v9"

	"unknot/bot"
)

// DefaultBuckets is how many buckets a new database has, unless Options say
// otherwise. More make the buckets smaller and looking at all of them dearer:
// an idle look at 1,024 costs the server five times that at 256.
const DefaultBuckets = 256

// maxBuckets is the number of slots in a cluster: more buckets would spread
// nothing further.
const maxBuckets = 16384

// Options say which database to open and how.
type Options struct {
	// URL is redis://[user[:password]@]host[:port][/database], rediss:// for
	// TLS, redis+cluster://host,host... or redis+sentinel://host,host.../master.
	// The last two speak TLS with ?tls=true.
	URL      string
	Password string // instead of the one in the URL, as from a file of secrets

	SentinelUser     string // for the Sentinels themselves
	SentinelPassword string

	// NameKey is the secret that names in the database are made with, at
	// least 16 bytes. With another key nothing that was stored is found, so
	// the header keeps a fingerprint of it.
	NameKey []byte

	// Wrapper, instead of NameKey, keeps a secret of the database's own in
	// its header: drawn once, and wrapped so that only the master key opens
	// it. So a master key can be exchanged without naming everything anew. A
	// database is made either way and stays like that.
	Wrapper Wrapper

	Buckets  int              // checked with the header; 0 takes what is there, or DefaultBuckets
	Existing bool             // an empty database stays empty: Open returns ErrEmpty
	Strict   bool             // refuse a server that keeps nothing or may evict
	PoolSize int              // connections to a server; 0 means DefaultPoolSize
	TLS      *tls.Config      // such as an authority of one's own; nil trusts the system's
	Now      func() time.Time // the store's clock, for tests; nil means the server's
	Log      *slog.Logger     // gets what go-redis says, at debug level; nil drops it
}

// Wrapper wraps a secret by a master key, and opens it again. An error of Unwrap
// becomes part of the one that Open returns, so it must quote nothing.
type Wrapper interface {
	Wrap(secret []byte) []byte
	Unwrap(wrapped []byte) ([]byte, error)
}

// Store is the store in Redis. It is safe for use by many goroutines.
type Store struct {
	client  redis.UniversalClient
	scripts scripts
	names   names
	keys    keys
	clock   clock
	urgent  *hints
	bulk    *hints
}

var _ bot.Store = (*Store)(nil)

// Open connects to a database and prepares it if it is empty. It returns a
// *SettingError when a setting is wrong or does not fit the server, a
// *ForeignDatabaseError when the database is not one this program may write,
// and an *UnsafeError when Options are strict and the server may lose what it
// confirmed. In each of these cases the database is left as it was.
//
// What go-redis has to say goes to the log of the last store that was opened:
// the library has one logger for all.
func Open(ctx context.Context, o Options) (*Store, error) {
	s, err := open(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	return s, nil
}

func open(ctx context.Context, o Options) (*Store, error) {
	a, err := o.address()
	if err != nil {
		return nil, err
	}
	o.PoolSize = cmp.Or(o.PoolSize, DefaultPoolSize)
	if o.Buckets < 0 || o.Buckets > maxBuckets {
		return nil, fmt.Errorf("there may be from 1 to %d buckets, not %d", maxBuckets, o.Buckets)
	}
	s := &Store{clock: clock{fixed: o.Now}}
	if o.Wrapper == nil { // else the header has it
		if s.names, err = newNames(o.NameKey); err != nil {
			return nil, err
		}
	}
	if s.scripts, err = readScripts(); err != nil {
		return nil, err
	}
	redis.SetLogger(vendorLog{cmp.Or(o.Log, slog.New(slog.DiscardHandler))})
	s.client = connect(a, o)
	if err := explain(a, s.prepare(ctx, a, o)); err != nil {
		return nil, errors.Join(err, s.client.Close())
	}
	s.urgent, s.bulk = newHints(s.keys.buckets), newHints(s.keys.buckets)
	return s, nil
}

// address reads the URL and adds the password that came apart from it.
func (o Options) address() (address, error) {
	a, err := parseAddress(o.URL)
	if err != nil || o.Password == "" {
		return a, err
	}
	if a.password != "" {
		return address{}, &SettingError{settingPassword, "there is a password in " + settingURL + " as well: choose one place"}
	}
	a.password = o.Password
	return a, nil
}

// Close frees the connections.
func (s *Store) Close() error {
	return s.client.Close()
}

// Load implements bot.Store.
func (s *Store) Load(ctx context.Context, doc bot.DocID) (bot.Stored, error) {
	n := s.names.document(doc)
	c := s.loadCall(n)
	err := s.run(ctx, c)
	if err == nil {
		var stored bot.Stored
		if stored, err = s.loaded(n, c); err == nil {
			return stored, nil
		}
	}
	return bot.Stored{}, fmt.Errorf("load a document: %w", err)
}

func (s *Store) loadCall(n name) *call {
	return &call{script: s.scripts.load, keys: s.keys.withDue(n), args: []any{string(n)}}
}

// loaded reads the answer to a loadCall, or returns bot.ErrNotFound.
func (s *Store) loaded(n name, c *call) (bot.Stored, error) {
	answer, err := c.cmd.StringSlice()
	if err != nil {
		return bot.Stored{}, err
	}
	if len(answer) == 0 {
		return bot.Stored{}, bot.ErrNotFound
	}
	if len(answer) != 3 {
		return bot.Stored{}, errAnswer
	}
	return s.stored(n, answer[0], answer[1], answer[2])
}

// stored makes a document of what a script returned.
func (s *Store) stored(n name, value, urgent, bulk string) (bot.Stored, error) {
	e, err := decodeEnvelope(value)
	if err != nil {
		return bot.Stored{}, err
	}
	doc, err := s.names.open(e.sealed, n)
	if err != nil {
		return bot.Stored{}, err
	}
	u, errUrgent := parseWake(urgent)
	b, errBulk := parseWake(bulk)
	return bot.Stored{
		Doc: doc, Version: e.version, Data: e.data,
		Wakes: bot.Wakes{Urgent: moment(u), Bulk: moment(b)},
	}, errors.Join(errUrgent, errBulk)
}
