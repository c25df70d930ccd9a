package redisstore_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"unknot/bot"
)

// startCluster starts three masters that share the slots and returns them.
func startCluster(t testing.TB) []*server {
	t.Helper()
	var servers []*server
	for range 3 {
		servers = append(servers, start(t, "--cluster-enabled", "yes", "--cluster-node-timeout", "5000",
			"--cluster-config-file", "nodes.conf", "--databases", "1"))
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	share := 16384 / len(servers)
	for i, s := range servers {
		c := s.client(t, 0)
		last := (i+1)*share - 1
		if i == len(servers)-1 {
			last = 16383
		}
		err := c.ClusterAddSlotsRange(ctx, i*share, last).Err()
		if err == nil {
			err = c.Do(ctx, "cluster", "set-config-epoch", i+1).Err()
		}
		if err == nil && i > 0 {
			err = c.ClusterMeet(ctx, "127.0.0.1", strconv.Itoa(servers[0].port)).Err()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range servers {
		c := s.client(t, 0)
		await(ctx, t, func() bool {
			info, err := c.ClusterInfo(ctx).Result()
			return err == nil && strings.Contains(info, "cluster_state:ok") && strings.Contains(info, "cluster_known_nodes:3")
		}, func() string { return "the cluster does not come together" })
	}
	return servers
}

// clusterURL names all servers of a cluster.
func clusterURL(servers []*server) string {
	var hosts []string
	for _, s := range servers {
		hosts = append(hosts, s.addr())
	}
	return "redis+cluster://" + strings.Join(hosts, ",")
}

// empty deletes everything on some servers.
func empty(t testing.TB, servers []*server) {
	t.Helper()
	for _, s := range servers {
		if err := s.client(t, 0).FlushAll(context.Background()).Err(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestStoreOnCluster(t *testing.T) {
	testStore(t, onCluster(startCluster(t)))
}

// onCluster empties a cluster for each test.
func onCluster(servers []*server) func(t testing.TB) (url string) {
	return func(t testing.TB) string {
		empty(t, servers)
		return clusterURL(servers)
	}
}

// TestClusterForgetsScripts covers what a failover does: servers that never
// saw our scripts. Each command of a pipeline fails by itself then.
func TestClusterForgetsScripts(t *testing.T) {
	servers := startCluster(t)
	s := open(t, clusterURL(servers), nil)
	changes := make([]bot.Change, 60)
	for i := range changes {
		changes[i] = bot.Change{Doc: bot.DocID(fmt.Sprint(i)), ID: "c1", Wakes: bot.Wakes{Urgent: time.Now().Add(-time.Minute)}}
	}
	for _, server := range servers {
		if err := server.client(t, 0).ScriptFlush(t.Context()).Err(); err != nil {
			t.Fatal(err)
		}
	}
	done, err := s.Commit(t.Context(), changes)
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range done {
		if d.Err != nil {
			t.Errorf("change %d: %v", i, d.Err)
		}
	}
	for _, server := range servers {
		if err := server.client(t, 0).ScriptFlush(t.Context()).Err(); err != nil {
			t.Fatal(err)
		}
	}
	claimed, err := s.Claim(t.Context(), bot.Urgent, 100, time.Minute)
	if err != nil || len(claimed.Due) != len(changes) {
		t.Errorf("claimed %d, %v, want %d", len(claimed.Due), err, len(changes))
	}
}

// TestClusterMovesSlots gives all slots of one server to another while the
// client still believes the old map.
func TestClusterMovesSlots(t *testing.T) {
	servers := startCluster(t)
	s := open(t, clusterURL(servers), nil)
	ctx := t.Context()
	to := servers[1].client(t, 0)
	from := servers[0].client(t, 0)
	id, err := to.ClusterMyID(ctx).Result()
	if err != nil {
		t.Fatal(err)
	}
	if err := from.FlushAll(ctx).Err(); err != nil { // moving keys is the server's business, not ours
		t.Fatal(err)
	}
	for slot := range 16384 / 3 {
		for _, c := range []*redis.Client{to, from} {
			if err := c.Do(ctx, "cluster", "setslot", slot, "node", id).Err(); err != nil {
				t.Fatal(err)
			}
		}
	}
	due := bot.Wakes{Urgent: time.Now().Add(-time.Minute)}
	for i := range 30 {
		doc := bot.DocID(fmt.Sprint(i))
		commit(t, s, bot.Change{Doc: doc, ID: "c1", Wakes: due})
		if _, err := s.Load(ctx, doc); err != nil {
			t.Errorf("Load: %v", err)
		}
	}
	claimed, err := s.Claim(ctx, bot.Urgent, 100, time.Minute)
	if err != nil || len(claimed.Due) != 30 {
		t.Errorf("claimed %d, %v, want 30", len(claimed.Due), err)
	}
}
