/*
 * libzmq's own loop: a PUSH and a PULL over TCP, each in a thread of its own, in one
 * process with one I/O thread, default options.
 *
 * usage: libzmq_push_pull SIZE
 * stdin:  a number of messages for each round
 * stdout: "ready", then for each round "<nanoseconds> <processor nanoseconds>"
 */
#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <zmq.h>

static size_t size;
static void *push;

static long long now (clockid_t clock)
{
    struct timespec time;
    clock_gettime (clock, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void *send_all (void *count)
{
    for (long i = *(long *) count; i > 0; i--) {
        zmq_msg_t message;
        zmq_msg_init_size (&message, size);
        int sent = zmq_msg_send (&message, push, 0);
        assert (sent == (int) size);
    }
    return NULL;
}

static void receive_all (void *pull, long count)
{
    zmq_msg_t message;
    zmq_msg_init (&message);
    while (count-- > 0) {
        int received = zmq_msg_recv (&message, pull, 0);
        assert (received == (int) size);
    }
    zmq_msg_close (&message);
}

int main (int argc, char **argv)
{
    char endpoint[64];
    size_t length = sizeof endpoint;
    long count;
    int none = 0;

    assert (argc == 2);
    size = strtoul (argv[1], NULL, 10);
    void *context = zmq_ctx_new ();
    void *pull = zmq_socket (context, ZMQ_PULL);
    push = zmq_socket (context, ZMQ_PUSH);
    zmq_setsockopt (push, ZMQ_LINGER, &none, sizeof none);
    int rc = zmq_bind (pull, "tcp://127.0.0.1:*");
    assert (rc == 0);
    zmq_getsockopt (pull, ZMQ_LAST_ENDPOINT, endpoint, &length);
    rc = zmq_connect (push, endpoint);
    assert (rc == 0);
    puts ("ready");
    fflush (stdout);
    while (scanf ("%ld", &count) == 1) {
        pthread_t sender;
        long long start = now (CLOCK_MONOTONIC);
        long long cpu = now (CLOCK_PROCESS_CPUTIME_ID);
        /* Starting the thread hands the socket over, with the memory barrier it needs. */
        pthread_create (&sender, NULL, send_all, &count);
        receive_all (pull, count);
        pthread_join (sender, NULL);
        printf ("%lld %lld\n", now (CLOCK_MONOTONIC) - start, now (CLOCK_PROCESS_CPUTIME_ID) - cpu);
        fflush (stdout);
    }
    zmq_close (push);
    zmq_close (pull);
    zmq_ctx_term (context);
    return 0;
}
