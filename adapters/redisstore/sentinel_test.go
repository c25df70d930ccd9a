package redisstore_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"unknot/bot"
)

// startSentinel starts a Sentinel that watches a master.
func startSentinel(t testing.TB, master *server) *server {
	t.Helper()
	watcher := &server{port: freePort(t), dir: t.TempDir()}
	conf := filepath.Join(watcher.dir, "sentinel.conf")
	writeFile(t, conf, fmt.Sprintf("port %d\nbind 127.0.0.1\ndir %s\nsentinel monitor mymaster 127.0.0.1 %d 1\n"+
		"sentinel down-after-milliseconds mymaster 1000\nsentinel failover-timeout mymaster 3000\n", watcher.port, watcher.dir, master.port))
	watcher.args = []string{conf, "--sentinel"}
	watcher.run(t)
	t.Cleanup(watcher.kill)
	return watcher
}

func sentinelURL(watcher *server, db int) string {
	return fmt.Sprintf("redis+sentinel://%s/mymaster/%d", watcher.addr(), db)
}

func TestStoreBehindSentinel(t *testing.T) {
	testStore(t, behindSentinel(startSentinel(t, start(t))))
}

// behindSentinel takes another database for each test.
func behindSentinel(watcher *server) func(t testing.TB) (url string) {
	db := -1
	return func(testing.TB) string {
		db++
		return sentinelURL(watcher, db)
	}
}

// TestSentinelFailover lets the replica take over and goes on with the same
// store. What was replicated is there; nothing else is promised. A Sentinel that
// got no processor for two seconds trusts its clock no more and does nothing for
// half a minute (TILT, redis.io/docs/latest/operate/oss_and_stack/management/sentinel),
// so a busy machine is given several of those.
func TestSentinelFailover(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	master := start(t)
	replica := start(t, "--replicaof", fmt.Sprint("127.0.0.1 ", master.port))
	old := master.client(t, 0)
	replicated := func() bool { return old.Wait(ctx, 1, time.Second).Val() == 1 }
	await(ctx, t, replicated, func() string { return "no replica" })
	watcher := startSentinel(t, master)
	s := open(t, sentinelURL(watcher, 0), nil)
	version := commit(t, s, bot.Change{Doc: "a", ID: "c1", Data: []byte("kept")})
	await(ctx, t, replicated, func() string { return "the change does not reach the replica" })

	control := redis.NewSentinelClient(&redis.Options{Addr: watcher.addr()})
	defer control.Close()
	await(ctx, t, func() bool {
		replicas, err := control.Replicas(ctx, "mymaster").Result()
		return err == nil && len(replicas) == 1 && replicas[0]["flags"] == "slave"
	}, func() string { return "the Sentinel does not see the replica" })
	master.kill()
	await(ctx, t, func() bool {
		at, err := control.GetMasterAddrByName(ctx, "mymaster").Result()
		return err == nil && len(at) == 2 && at[1] == strconv.Itoa(replica.port)
	}, func() string { return "no failover" })
	await(ctx, t, func() bool {
		done, err := s.Commit(ctx, []bot.Change{{Doc: "a", Base: version, ID: "c2"}})
		return err == nil && done[0].Version == version+1
	}, func() string { return "the store does not follow the failover" })
}
