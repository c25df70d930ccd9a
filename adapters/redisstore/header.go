package redisstore

import (
	"cmp"
	"context"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"
)

const (
	// wrappedField is the field of the header that holds the wrapped secret;
	// rewrap.lua names it too.
	wrappedField = "wrapped"
	// schema is the layout that doc.go describes.
	schema = 1
	owner  = "unknot"
)

// header is what the database says about itself.
type header struct {
	store   string
	schema  int
	buckets int
	names   string // fingerprint of the key
	wrapped string // the key, wrapped, in base64; empty where it is handed in
}

func parseHeader(fields map[string]string) header {
	number := func(field string) int {
		n, err := strconv.Atoi(fields[field])
		if err != nil {
			return -1
		}
		return n
	}
	return header{fields["store"], number("schema"), number("buckets"), fields["names"], fields[wrappedField]}
}

// errDamaged says that the header is ours and makes no sense.
func errDamaged() error {
	return &ForeignDatabaseError{"has a damaged header: restore a backup into an empty database"}
}

// check says whether this program may write the database.
func (h header) check(fingerprint string, buckets int) error {
	switch {
	case h.store != owner || h.schema < 0:
		return &ForeignDatabaseError{"belongs to another program: choose an empty one, such as another number at the end of the URL"}
	case h.schema < schema:
		return &ForeignDatabaseError{fmt.Sprintf(
			"was written by an older Unknot (schema %d, this one knows %d): stop all bots, make a backup and run `unknot migrate`", h.schema, schema)}
	case h.schema > schema:
		return &ForeignDatabaseError{fmt.Sprintf(
			"was written by a newer Unknot (schema %d, this one knows %d): start that version", h.schema, schema)}
	case h.buckets < 1 || h.buckets > maxBuckets:
		return errDamaged()
	case buckets != 0 && buckets != h.buckets:
		return &ForeignDatabaseError{fmt.Sprintf(
			"has %d buckets, and %d are asked for: they are chosen once, so restore a backup into an empty database to change them", h.buckets, buckets)}
	case h.names != fingerprint:
		return &SettingError{settingKey, "is not the key this database was made with: find that one, without it nothing can be read"}
	}
	return nil
}

// prepare checks server and database and writes the header of an empty one.
// Nothing is written before everything is checked.
func (s *Store) prepare(ctx context.Context, a address, o Options) error {
	if err := checkServer(ctx, s.client, a); err != nil {
		return err
	}
	h, found, err := s.readHeader(ctx)
	if err != nil {
		return err
	}
	if !found {
		h = header{store: owner, schema: schema, buckets: cmp.Or(o.Buckets, DefaultBuckets)}
	}
	if !found && o.Existing {
		return ErrEmpty
	}
	if err := s.unlock(&h, found, o); err != nil {
		return err
	}
	if err := h.check(s.names.fingerprint(), o.Buckets); err != nil {
		return err
	}
	if o.Strict {
		if err := s.checkSafe(ctx); err != nil {
			return err
		}
	}
	if !found {
		if h, err = s.writeHeader(ctx, h); err != nil {
			return err
		}
		if err := s.unlock(&h, true, o); err != nil { // somebody else may have been faster
			return err
		}
	}
	s.keys = keys{h.buckets}
	return h.check(s.names.fingerprint(), o.Buckets)
}

// readHeader returns the header, or that the database is empty.
func (s *Store) readHeader(ctx context.Context) (h header, found bool, err error) {
	size := int64(0)
	for range 2 {
		fields, err := s.client.HGetAll(ctx, headerKey).Result()
		if redis.HasErrorPrefix(err, "WRONGTYPE") {
			return header{}, true, nil
		}
		if err != nil || len(fields) > 0 {
			return parseHeader(fields), true, err
		}
		if size, err = s.size(ctx); err != nil || size == 0 {
			return header{}, false, err
		}
		// Another process may have begun between the two looks.
	}
	return header{}, false, &ForeignDatabaseError{fmt.Sprintf(
		"holds %d keys of something else: choose an empty one, such as another number at the end of the URL", size)}
}

// size returns how many keys there are on all servers.
func (s *Store) size(ctx context.Context) (n int64, err error) {
	err = eachMaster(ctx, s.client, func(master *redis.Client) error {
		some, err := master.DBSize(ctx).Result()
		n += some
		return err
	})
	return n, err
}

func (s *Store) writeHeader(ctx context.Context, h header) (header, error) {
	c := &call{script: s.scripts.header, keys: []string{headerKey}, args: []any{
		"store", h.store, "schema", h.schema, "buckets", h.buckets, "names", h.names,
	}}
	if h.wrapped != "" {
		c.args = append(c.args, wrappedField, h.wrapped)
	}
	if err := s.run(ctx, c); err != nil {
		return header{}, err
	}
	answer, err := c.cmd.StringSlice()
	if err != nil {
		return header{}, err
	}
	fields := make(map[string]string)
	for i := 0; i+1 < len(answer); i += 2 {
		fields[answer[i]] = answer[i+1]
	}
	return parseHeader(fields), nil
}
