// A C++ program, all of whose functions are seen by everybody: templates, exceptions, threads, destructors that call MPI.
#include <iostream>
#include <memory>
#include <mpi.h>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

extern "C" double now()
{
    return 2.5;
}
int record = 7, section = 8;
void enter(int n)
{
    record += n;
}

struct Environment {
    Environment(int &argc, char **&argv)
    {
        int provided;
        MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided);
    }
    ~Environment()
    {
        MPI_Finalize();
    }
};

struct Communicator {
    MPI_Comm comm;
    Communicator()
    {
        MPI_Comm_dup(MPI_COMM_WORLD, &comm);
    }
    ~Communicator()
    {
        MPI_Comm_free(&comm);
    }
    template <class T> T sum(const std::vector<T> &values, MPI_Datatype type)
    {
        T total = std::accumulate(values.begin(), values.end(), T());
        MPI_Allreduce(MPI_IN_PLACE, &total, 1, type, MPI_SUM, comm);
        return total;
    }
};

static double thrown()
{
    Communicator unwound;
    std::thread(enter, 1).join();
    throw std::runtime_error("in the midst");
}

int main(int argc, char **argv)
{
    Environment environment(argc, argv);
    int rank, caught = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    try {
        thrown();
    } catch (const std::exception &) {
        caught = 1;
    }
    double total =
        std::make_unique<Communicator>()->sum(std::vector<double>(10, now()), MPI_DOUBLE);
    if (rank == 0) {
        std::cout << total << ' ' << record << ' ' << section << ' ' << caught << std::endl;
    }
}
